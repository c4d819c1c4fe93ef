import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { type JobQuery, readJobQuery, writeJobQuery } from "../../job/job-query.ts";

/** What of a job is shown, kept in the address of the page. */
export function useJobQuery(): readonly [JobQuery, (change: Partial<JobQuery>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const query = useMemo(() => readJobQuery(parameters), [parameters]);
  const change = (part: Partial<JobQuery>): void =>
    setParameters((before) => writeJobQuery({ ...readJobQuery(before), ...part }), { replace: true });
  return [query, change];
}
