import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { type HistoryFilter, toPredictionQuery } from "./history-filter.ts";

/** Rows of a page. */
const pageRows = 50;

/** One page of the history; the one before stays until it has come. */
export function usePredictions(filter: HistoryFilter, after: string | undefined) {
  return useQuery({
    queryKey: ["predictions", filter, after],
    queryFn: async ({ signal }) =>
      answerOf(
        api.predictions.api.v1.predictions.$get(
          {
            query: {
              ...toPredictionQuery(filter),
              limit: String(pageRows),
              ...(after !== undefined && { after }),
            },
          },
          { init: { signal } },
        ),
      ),
    placeholderData: keepPreviousData,
  });
}

type Page = NonNullable<ReturnType<typeof usePredictions>["data"]>;

export type PredictionSummary = Page["predictions"][number];
