import { Group, List, Text } from "@mantine/core";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { count } from "../format/count.ts";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import { VerdictBadge } from "../verdict/verdict-badge.tsx";

const { rewriting: text } = english;

interface Properties {
  readonly answer: Pick<Prediction, "rewriting" | "verdict" | "reason">;
  /** The verdict without the vote; left out where it is not known. */
  readonly before?: Prediction["verdict"];
}

/** What rewriting measured, and what its vote makes of the verdict. */
export function RewritingVote({ answer: { rewriting, verdict, reason }, before }: Properties) {
  const units = useUnits();
  if (rewriting === undefined) return undefined;
  const { asked, n_rewrites: counted, mean_similarity: similarity, false_alarm_rate: rate } = rewriting;
  const lines = [
    ...(asked > 0 ? [text.counted(count(counted), count(asked))] : []),
    ...(similarity === null ? [] : [text.similarity(similarity.toFixed(3))]),
    ...(rate === null ? [] : [text.falseAlarms(units.probability(rate))]),
    ...(rewriting.suspected_model === undefined ? [] : [text.suspected(rewriting.suspected_model)]),
    ...(rewriting.abstains === undefined ? [] : [text.abstains(rewriting.abstains.replace(/\.$/, ""))]),
    ...(rewriting.abstains === undefined && before === undefined ? [text.included(reason)] : []),
    ...(rewriting.abstains === undefined && verdict === before ? [text.same] : []),
  ];
  return (
    <div>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {before !== undefined && verdict !== before && (
        <Group gap="sm" mt="xs">
          <Text size="sm">{text.joined}</Text>
          <VerdictBadge verdict={verdict} long />
          <Text size="sm">({reason})</Text>
        </Group>
      )}
    </div>
  );
}
