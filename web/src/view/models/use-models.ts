import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

/** All model versions, newest first. */
export function useModels() {
  return useQuery({
    queryKey: ["models"],
    queryFn: async ({ signal }) => answerOf(api.models.api.v1.models.$get({}, { init: { signal } })),
  });
}

export type ModelVersion = NonNullable<ReturnType<typeof useModels>["data"]>["models"][number];
