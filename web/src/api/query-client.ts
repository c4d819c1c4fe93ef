import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { listenToAccessKey, readAccessKey } from "./access-key.ts";
import { ApiError, UnreachableError } from "./api-error.ts";

/** The query that tells who the server takes the reader for. */
export const identityQuery = ["identity"] as const;
/** The query that tells whether the server is there and can judge. */
export const readyQuery = ["ready"] as const;

/** Asks again where that can help: nobody answered, or the server is busy. Never where it refused. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 3 && (!(error instanceof ApiError) || error.status === 503),
      retryDelay: (failures, error) =>
        error instanceof ApiError && error.retryAfter !== undefined
          ? error.retryAfter * 1000
          : Math.min(500 * 2 ** failures, 8000),
      refetchOnWindowFocus: false,
      networkMode: "always", // the server is most often this machine, and there without a network
    },
    mutations: { networkMode: "always" },
  },
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey !== identityQuery && queryKey !== readyQuery) drawConclusions(error);
    },
  }),
  mutationCache: new MutationCache({ onError: drawConclusions }),
});

/** One refusal for want of a key, or one silence, concerns the whole page: it is looked into at once. */
function drawConclusions(error: Error): void {
  // Who is not in knows that already, and is just about to type a key.
  const isIn = queryClient.getQueryData(identityQuery) !== undefined;
  if (error instanceof ApiError && error.status === 401 && isIn)
    void queryClient.invalidateQueries({ queryKey: identityQuery });
  const isAway = error instanceof UnreachableError || (error instanceof ApiError && error.status === 503);
  if (isAway) void queryClient.invalidateQueries({ queryKey: readyQuery });
}

let key = readAccessKey();
/** Another key may see other things: what the last one saw is asked again, and forgotten when it was signed out. */
listenToAccessKey(() => {
  const now = readAccessKey();
  if (now === key) return;
  key = now;
  if (now === undefined) void queryClient.resetQueries();
  else {
    queryClient.removeQueries({ type: "inactive" });
    void queryClient.invalidateQueries();
  }
});
