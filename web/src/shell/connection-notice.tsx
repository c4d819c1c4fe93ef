import { Alert } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { apiFetch } from "../api/ask.ts";
import { UnreachableError } from "../api/api-error.ts";
import { healthQuery } from "../api/query-client.ts";
import { english } from "../text/english.ts";

/** How often the server is asked whether it is there: seldom while it is, often while it is not. */
const calm = 30_000;
const anxious = 2_000;
/** How long it is said that the server is back. */
const relief = 5_000;

/** Says so when the server is away; when it is back, everything that failed is asked again. */
export function ConnectionNotice() {
  const client = useQueryClient();
  const { error } = useQuery({
    queryKey: healthQuery,
    queryFn: async ({ signal }) => (await apiFetch("/health", { signal })).ok,
    retry: false,
    refetchInterval: ({ state }) => (state.status === "error" ? anxious : calm),
  });
  const away = error instanceof UnreachableError;
  const isBack = useIsBack(away, () => {
    void client.refetchQueries({ predicate: ({ state }) => state.status === "error" });
  });
  return (
    <div role="status" className="connection-notice">
      {away && (
        <Alert color="orange" variant="filled" autoContrast mb="md">
          {english.shell.unreachable}
        </Alert>
      )}
      {isBack && (
        <Alert color="blue" mb="md">
          {english.shell.reachable}
        </Alert>
      )}
    </div>
  );
}

/** True for a while after the server has come back, which is also when `onBack` is called. */
function useIsBack(away: boolean, onBack: () => void): boolean {
  const [isBack, setIsBack] = useState(false);
  const wasAway = useRef(false);
  const call = useRef(onBack);
  call.current = onBack;
  useEffect(() => {
    const returned = wasAway.current && !away;
    wasAway.current = away;
    setIsBack(returned);
    if (!returned) return undefined;
    call.current();
    const timer = setTimeout(() => setIsBack(false), relief);
    return () => clearTimeout(timer);
  }, [away]);
  return isBack;
}
