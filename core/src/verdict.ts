/** What one may say of a file. `uncertain` is "not enough evidence", and a full answer. */
export const verdicts = ["human", "ai", "uncertain"] as const;
export type Verdict = (typeof verdicts)[number];
