/** What went wrong and because of what, in one line. A schema's own error is left out: who passes it on has put it in words. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && !("issues" in cause) ? `${message}: ${describeError(cause)}` : message;
}
