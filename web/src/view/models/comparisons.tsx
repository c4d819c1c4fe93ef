import { List, Stack, Text, Title } from "@mantine/core";
import { english } from "../../text/english.ts";
import type { Interval } from "./rate-text.ts";
import type { ExperimentFigures } from "./use-experiments.ts";

const { experiments: text } = english;

/** How the versions of an experiment differ, in the server's words, with the interval of the difference. */
export function Comparisons({ comparisons }: { readonly comparisons: ExperimentFigures["comparisons"] }) {
  return (
    <Stack gap="xs">
      <Title order={4} size="h6">
        {text.comparison}
      </Title>
      <List size="sm" spacing="xs">
        {comparisons.map(({ of, first, second, difference, reading }) => (
          <List.Item key={`${of} ${second}`}>
            <Text span size="sm" fw={600}>
              {text.of[of]}, {text.versus(second, first)}:
            </Text>{" "}
            {reading}
            {difference && (
              <Text size="xs" c="dimmed">
                {text.difference(points(difference))}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed">
        {text.caution}
      </Text>
    </Stack>
  );
}

/** A difference of two shares, in percentage points with its sign. */
const points = ({ value, low, high }: Interval): string =>
  text.points(...([value, low, high].map((part) => signed.format(part * 100)) as [string, string, string]));

const signed = new Intl.NumberFormat("en", { signDisplay: "exceptZero", maximumFractionDigits: 1 });
