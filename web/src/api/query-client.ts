import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

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
});
