import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

const route = api.models.api.v1.models[":id"];

/** One version with its card and its measured quality. */
export function useModel(id: string) {
  return useQuery({
    queryKey: ["models", id],
    queryFn: async ({ signal }) => answerOf(route.$get({ param: { id } }, { init: { signal } })),
  });
}

export type ModelDetail = NonNullable<ReturnType<typeof useModel>["data"]>;
export type Quality = NonNullable<ModelDetail["quality"]>;

/** What a version answered in the last so many days. */
export function useModelFigures(id: string, days: number) {
  return useQuery({
    queryKey: ["model-figures", id, days],
    queryFn: async ({ signal }) =>
      answerOf(route.statistics.$get({ param: { id }, query: { days: String(days) } }, { init: { signal } })),
  });
}

export type ModelFigures = NonNullable<ReturnType<typeof useModelFigures>["data"]>;
