import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../api/api-error.ts";
import { identityQuery } from "../api/query-client.ts";
import { askIdentity } from "./ask-identity.ts";
import type { Session } from "./session.ts";

/** Long: a key that stops being good shows itself at the next request. */
const fresh = 10 * 60_000;

export function useSession(): Session {
  const { data, error } = useQuery({
    queryKey: identityQuery,
    queryFn: async ({ signal }) => askIdentity(undefined, signal),
    staleTime: fresh,
  });
  if (error instanceof ApiError && error.status === 401)
    return { state: "locked", detail: error.message, ...(data && { was: data }) };
  if (data !== undefined) return { state: "in", identity: data };
  return { state: error === null ? "asking" : "unknown" };
}
