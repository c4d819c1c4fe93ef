import { Paper, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { done } from "../api/ask.ts";
import { api } from "../api/client.ts";
import { readyQuery } from "../api/query-client.ts";
import { english } from "../text/english.ts";

/** How often the server is asked whether it is there: seldom while it is, often while it is not. */
const calm = 30_000;
const anxious = 2_000;
/** How long it is said that the server is back. */
const relief = 5_000;

/** Says so when the server is away, or is still starting; when it is back, everything that failed is asked again. */
export function ConnectionNotice() {
  const client = useQueryClient();
  const { isError: away } = useQuery({
    queryKey: readyQuery,
    queryFn: async ({ signal }) => done(api.state.ready.$get({}, { init: { signal } })).then(() => true),
    retry: false,
    refetchInterval: ({ state }) => (state.status === "error" ? anxious : calm),
  });
  const isBack = useIsBack(away, () => {
    void client.refetchQueries({ predicate: ({ state }) => state.status === "error" });
  });
  return (
    <div role="status" className="connection-notice">
      {(away || isBack) && (
        <Paper withBorder shadow="md" px="md" py="sm" data-away={away || undefined}>
          <Text size="sm">{away ? english.shell.unreachable : english.shell.reachable}</Text>
        </Paper>
      )}
    </div>
  );
}

/** True for a while after the server has come back, which is also when `onBack` is called. */
function useIsBack(away: boolean, onBack: () => void): boolean {
  const [isBack, setIsBack] = useState(false);
  const wasAway = useRef(false);
  const tell = useEffectEvent(onBack);
  useEffect(() => {
    const returned = wasAway.current && !away;
    wasAway.current = away;
    setIsBack(returned);
    if (!returned) return undefined;
    tell();
    const timer = setTimeout(() => setIsBack(false), relief);
    return () => clearTimeout(timer);
  }, [away]);
  return isBack;
}
