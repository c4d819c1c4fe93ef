import { Table } from "@mantine/core";
import { count } from "../../format/count.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { rateText, shareWithInterval } from "./rate-text.ts";
import type { Experiment, ExperimentFigures } from "./use-experiments.ts";

const { experiments: text, models } = english;

interface ArmsTableProperties {
  readonly arms: Experiment["arms"];
  readonly figures: ExperimentFigures["arms"];
}

/** What each version of an experiment answered, with intervals and numbers. */
export function ArmsTable({ arms, figures }: ArmsTableProperties) {
  const headings = [text.version, text.share, text.requests, text.callers, text.ai, text.probability, text.disputed];
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="xs" aria-label={text.arms}>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {arms.map(({ version, weight }) => {
            const seen = figures.find((one) => one.version === version);
            return (
              <Table.Tr key={version}>
                <Table.Th scope="row">{version}</Table.Th>
                <Table.Td>{percent(weight)}</Table.Td>
                <Table.Td>{count(seen?.requests ?? 0)}</Table.Td>
                <Table.Td>{count(seen?.callers ?? 0)}</Table.Td>
                <Table.Td>{seen ? rateText(seen.verdicts.ai) : models.notMeasured}</Table.Td>
                <Table.Td>
                  {seen?.mean_probability ? shareWithInterval(seen.mean_probability) : models.notMeasured}
                </Table.Td>
                <Table.Td>{seen ? rateText(seen.disputed) : models.notMeasured}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
