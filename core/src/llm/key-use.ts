/** What calls are made for. Rewriting and explaining have keys of their own, so that neither starves the other. */
export const keyUses = ["rewriting", "explaining", "generating"] as const;

export type KeyUse = (typeof keyUses)[number];
