import { Group, Text } from "@mantine/core";
import { english } from "../text/english.ts";
import "./heat.css";

const { heat } = english;
const strengths = [3, 2, 1] as const;

/** What the shades mean, in words beside the shades. */
export function HeatLegend() {
  return (
    <Group gap={4} wrap="wrap">
      <Text size="xs" component="span">
        {heat.legendHuman}
      </Text>
      {strengths.map((strength) => (
        <Shade key={strength} side="human" strength={strength} />
      ))}
      {strengths.toReversed().map((strength) => (
        <Shade key={strength} side="ai" strength={strength} />
      ))}
      <Text size="xs" component="span">
        {heat.legendAi}
      </Text>
    </Group>
  );
}

function Shade({ side, strength }: { readonly side: "human" | "ai"; readonly strength: number }) {
  return (
    <Text
      size="xs"
      ff="monospace"
      component="span"
      aria-hidden
      className={`heat-token heat-${side} heat-${strength}`}
      px={4}
    >
      {(side === "ai" ? "+" : "−").repeat(strength)}
    </Text>
  );
}
