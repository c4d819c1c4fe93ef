import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

const allKeys = ["keys"] as const;
const keys = api.keys.api.v1.keys;

/** Newest first, revoked and expired ones too. */
export const useKeys = () =>
  useQuery({
    queryKey: allKeys,
    queryFn: async ({ signal }) => (await answerOf(keys.$get({}, { init: { signal } }))).keys,
  });

/** As the server takes it. */
export type KeyDraft = Parameters<typeof keys.$post>[0]["json"];
export type Key = NonNullable<ReturnType<typeof useKeys>["data"]>[number];

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: KeyDraft) => answerOf(keys.$post({ json: draft })),
    gcTime: 0, // its answer holds the key
    onSuccess: async () => client.invalidateQueries({ queryKey: allKeys }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return async (id: string) => {
    await answerOf(keys[":id"].$delete({ param: { id } }));
    await client.invalidateQueries({ queryKey: allKeys });
  };
}
