import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readyQuery } from "../api/query-client.ts";
import { followJob, type JobNews } from "./follow-job.ts";

interface JobState {
  /** Undefined until the first answer. */
  readonly news: JobNews | undefined;
  /** Why the server refuses to tell. */
  readonly error: Error | undefined;
}

/** A job as it goes on. `retry` begins again after an error. */
export function useJob(id: string): JobState & { readonly retry: () => void } {
  const [attempt, setAttempt] = useState({ id });
  const [state, setState] = useState<JobState & { readonly of: object }>();
  const client = useQueryClient();
  if (attempt.id !== id) setAttempt({ id });
  useEffect(() => {
    const gone = new AbortController();
    followJob(attempt.id, gone.signal, {
      tell: (news) => setState({ of: attempt, news, error: undefined }),
      // Whether the server is there is looked into at once, and said on every page.
      doubt: () => void client.invalidateQueries({ queryKey: readyQuery }),
    }).catch((cause: unknown) => {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      setState((before) => ({ of: attempt, news: before?.of === attempt ? before.news : undefined, error }));
    });
    return () => gone.abort();
  }, [attempt, client]);
  const { news, error } = state?.of === attempt ? state : { news: undefined, error: undefined };
  return { news, error, retry: () => setAttempt({ id }) };
}
