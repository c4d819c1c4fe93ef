import { Alert } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { apiFetch } from "../api/ask.ts";
import { UnreachableError } from "../api/api-error.ts";
import { english } from "../text/english.ts";

/** How often the server is asked whether it is there: seldom while it is, often while it is not. */
const calm = 30_000;
const anxious = 2_000;

/** Says so when the server is away; when it is back, everything that failed is asked again. */
export function ConnectionNotice() {
  const client = useQueryClient();
  const { error } = useQuery({
    queryKey: ["health"],
    queryFn: async ({ signal }) => (await apiFetch("/health", { signal })).ok,
    retry: false,
    refetchInterval: ({ state }) => (state.status === "error" ? anxious : calm),
  });
  const away = error instanceof UnreachableError;
  const wasAway = useRef(false);
  useEffect(() => {
    if (wasAway.current && !away) void client.refetchQueries({ predicate: ({ state }) => state.status === "error" });
    wasAway.current = away;
  }, [away, client]);
  return (
    <div role="status">
      {away && (
        <Alert color="orange" mb="md">
          {english.shell.unreachable}
        </Alert>
      )}
    </div>
  );
}
