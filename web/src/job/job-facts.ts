import type { WireJob, WireJobFile } from "@whowrote/server/schema/job";
import { momentOf } from "../format/date.ts";
import { languageNames } from "../format/language-name.ts";
import { percent } from "../format/percent.ts";
import { english } from "../text/english.ts";

const { facts } = english.job;

export interface FactsInput {
  readonly job: WireJob;
  readonly files: readonly WireJobFile[];
  /** The server's own accepted rate of false alarms, where it is known: a job may not say. */
  readonly usualRate: number | undefined;
}

/** The settings of a job and what judged it, as pairs of a name and a value, for the page and for the report. */
export function jobFacts({ job, files, usualRate }: FactsInput): readonly (readonly [string, string])[] {
  const { false_positive_rate: rate, languages, all } = job.options;
  const models = new Set(files.flatMap(({ model_version }) => model_version ?? []));
  return [
    [facts.created, momentOf(job.created_at)],
    ...(job.finished_at === undefined ? [] : [[facts.finished, momentOf(job.finished_at)] as const]),
    [facts.model, [...models].toSorted().join(", ") || facts.none],
    [
      facts.rate,
      rate === undefined ? facts.usualRate(usualRate === undefined ? "" : percent(usualRate)) : percent(rate),
    ],
    [facts.languages, languages?.map((id) => languageNames[id]).join(", ") ?? facts.allLanguages],
    [facts.vendored, all === true ? facts.judged : facts.leftOut],
    [facts.id, job.id],
  ];
}
