import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

const route = api.feedback.api.v1.predictions[":id"].feedback;
const keyOf = (predictionId: string) => ["feedback", predictionId] as const;

/** What was said about a verdict, oldest first. */
export function useFeedback(predictionId: string) {
  return useQuery({
    queryKey: keyOf(predictionId),
    queryFn: async ({ signal }) => answerOf(route.$get({ param: { id: predictionId } }, { init: { signal } })),
  });
}

/** Who wrote the code, to the knowledge of who says so. */
export const origins = ["human", "ai", "unsure"] as const;
export type Origin = (typeof origins)[number];

interface Said {
  readonly says: Origin;
  readonly note: string;
}

export function useGiveFeedback(predictionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ says, note }: Said) =>
      answerOf(route.$post({ param: { id: predictionId }, header: {}, json: { says, note } })),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: keyOf(predictionId) }),
        client.invalidateQueries({ queryKey: ["predictions"] }),
      ]);
    },
  });
}
