import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import type { JobNews } from "../../job/follow-job.ts";
import { isOver } from "../../job/is-over.ts";
import { estimateShare, type ShareEstimate } from "../../job/share-estimate.ts";
import { useUsualRate } from "./use-usual-rate.ts";

/** The estimated true share of AI files of a batch that is over, where one model judged it and its error rates are known. */
export function useShareEstimate(news: JobNews | undefined): ShareEstimate | undefined {
  const files = news !== undefined && news.isLoaded && isOver(news.job) ? news.files : undefined;
  const models = useMemo(() => [...new Set(files?.flatMap(({ model_version }) => model_version ?? []))], [files]);
  const id = models.length === 1 ? models[0] : undefined;
  const { data } = useQuery({
    queryKey: ["model", id],
    queryFn: async ({ signal }) =>
      answerOf(api.models.api.v1.models[":id"].$get({ param: { id: id! } }, { init: { signal } })),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  const usualRate = useUsualRate();
  const rate = news?.job.options.false_positive_rate ?? usualRate;
  const measured = data?.quality?.false_alarms;
  return useMemo(
    () => (files && measured && rate !== undefined ? estimateShare(files, measured, rate) : undefined),
    [files, measured, rate],
  );
}
