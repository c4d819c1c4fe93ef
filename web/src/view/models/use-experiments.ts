import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

const route = api.experiments.api.v1.experiments;

/** For administrators only. */
export function useExperiments() {
  return useQuery({
    queryKey: ["experiments"],
    queryFn: async ({ signal }) => answerOf(route.$get({}, { init: { signal } })),
  });
}

export function useExperimentFigures(id: string) {
  return useQuery({
    queryKey: ["experiments", id, "statistics"],
    queryFn: async ({ signal }) => answerOf(route[":id"].statistics.$get({ param: { id } }, { init: { signal } })),
  });
}

export type Experiment = NonNullable<ReturnType<typeof useExperiments>["data"]>["experiments"][number];
export type ExperimentFigures = NonNullable<ReturnType<typeof useExperimentFigures>["data"]>;
