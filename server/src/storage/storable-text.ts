/** A text for the database holds NUL or a surrogate without its other half, which PostgreSQL has no way to keep. */
export class UnstorableTextError extends Error {
  override readonly name = "UnstorableTextError";

  constructor() {
    super("A text with a NUL character or half a surrogate pair cannot be stored: refuse it, or use toStorableText.");
  }
}

/** The nearest text that PostgreSQL can keep: NUL becomes U+2400 (its symbol), half a surrogate pair U+FFFD. */
export function toStorableText(text: string): string {
  return text.replaceAll("\0", "\u2400").toWellFormed();
}

/** A value for a jsonb column, its texts (not its keys) made storable. */
export function writeJson(value: object): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "string" ? toStorableText(member) : member,
  );
}
