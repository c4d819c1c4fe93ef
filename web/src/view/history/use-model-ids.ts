import { useModels } from "../models/use-models.ts";

/** Ids of the versions that the server knows, and the one that is asked for in any case: it may be gone. */
export function useModelIds(chosen: string | undefined): string[] {
  const { data } = useModels();
  const known = (data?.models ?? []).map(({ id }) => id);
  return [...new Set(chosen === undefined ? known : [...known, chosen])];
}
