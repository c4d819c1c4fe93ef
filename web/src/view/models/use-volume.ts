import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { type DayCounts, fillDays } from "./fill-days.ts";

const dayMs = 86_400_000;

/** What a version answered on each of the last so many days, today included; days of UTC. */
export function useVolume(id: string, days: number) {
  return useQuery({
    queryKey: ["volume", id, days],
    queryFn: async ({ signal }): Promise<readonly DayCounts[]> => {
      const today = Math.floor(Date.now() / dayMs) * dayMs;
      const since = today - (days - 1) * dayMs;
      const query = { by: "day,verdict", model_version: id, since: new Date(since).toISOString() };
      const { predictions } = await answerOf(api.stats.api.v1.stats.$get({ query }, { init: { signal } }));
      return fillDays(predictions, since, days);
    },
  });
}
