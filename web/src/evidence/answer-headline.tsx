import { Group, Text } from "@mantine/core";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import { VerdictBadge } from "../verdict/verdict-badge.tsx";

const { evidence } = english;

/** The answer itself: the verdict in words, and the probability. Stands in a live region where answers come as one types. */
export function AnswerHeadline({ answer }: { readonly answer: Pick<Prediction, "verdict" | "probability"> }) {
  const { verdict, probability } = answer;
  const units = useUnits();
  return (
    <Group gap="sm">
      <VerdictBadge verdict={verdict} long />
      <Text component="span">
        {probability === null ? evidence.noProbability : evidence.probability(units.probability(probability))}
      </Text>
    </Group>
  );
}
