import type { Caller } from "../access.ts";
import type { JobOwner } from "../job.ts";

/** Whose jobs a caller sees: a key its own, an admin's key and the local operator all. */
export const ownerOf = ({ keyId, scopes }: Caller): JobOwner =>
  keyId === undefined || scopes.has("admin") ? {} : { keyId };
