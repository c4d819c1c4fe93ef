import { Group, Paper, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { count } from "../../format/count.ts";
import { jobFacts } from "../../job/job-facts.ts";
import type { JobNews } from "../../job/follow-job.ts";
import { countOutcomes, outcomes } from "../../job/outcome.ts";
import type { ShareEstimate } from "../../job/share-estimate.ts";
import { summarySentences } from "../../job/summary-sentences.ts";
import { english } from "../../text/english.ts";
import { useUsualRate } from "./use-usual-rate.ts";
import styles from "./job-summary.module.css";
import { VerdictBar } from "./verdict-bar.tsx";

const { job: text } = english;

interface JobSummaryProperties {
  readonly news: JobNews;
  readonly estimate: ShareEstimate | undefined;
}

/** What a batch found as a whole, and what that does and does not mean. */
export function JobSummary({ news: { job, files }, estimate }: JobSummaryProperties) {
  const counts = useMemo(() => countOutcomes(files), [files]);
  const usualRate = useUsualRate();
  const facts = useMemo(() => jobFacts({ job, files, usualRate }), [job, files, usualRate]);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.summary.title}>
      <Stack gap="xs">
        <VerdictBar counts={counts} />
        <Group gap="md" component="ul" className={styles["legend"]}>
          {outcomes
            .filter((outcome) => counts[outcome] > 0)
            .map((outcome) => (
              <Text key={outcome} component="li" size="sm" className={styles["entry"]} data-outcome={outcome}>
                {text.outcome[outcome]}: <b>{count(counts[outcome])}</b>
              </Text>
            ))}
        </Group>
        {summarySentences(counts, estimate).map((sentence) => (
          <Text key={sentence} size="sm" maw="70ch">
            {sentence}
          </Text>
        ))}
        <details>
          <Text component="summary" size="sm">
            {text.facts.title}
          </Text>
          <dl className={styles["facts"]}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      </Stack>
    </Paper>
  );
}
