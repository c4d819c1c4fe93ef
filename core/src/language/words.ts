/** A list of words written in one string, so that long tables stay readable. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
