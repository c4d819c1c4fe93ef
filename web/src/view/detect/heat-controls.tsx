import { Group, SegmentedControl, Text } from "@mantine/core";
import { HeatLegend } from "../../heat/heat-legend.tsx";
import { english } from "../../text/english.ts";
import type { Judgement } from "./use-judgement.ts";
import { shadings, type Shading } from "./use-choices.ts";

const { heat } = english;

interface Properties {
  readonly shading: Shading;
  /** Whether the model that answered has a neural network. */
  readonly hasNeural: boolean;
  readonly attribution: Judgement["attribution"];
  readonly onShading: (shading: Shading) => void;
}

/** Whose contributions shade the code, and what the shades mean. */
export function HeatControls({ shading, hasNeural, attribution, onShading }: Properties) {
  const offered = shadings.filter((one) => one !== "neural" || hasNeural);
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="xs">
        <Text size="sm" component="span" id="heat-title">
          {heat.title}
        </Text>
        <SegmentedControl
          size="xs"
          aria-labelledby="heat-title"
          value={offered.includes(shading) ? shading : "lexical"}
          onChange={onShading}
          data={offered.map((value) => ({ value, label: heat.by[value] }))}
        />
      </Group>
      {shading !== "off" &&
        (attribution === undefined ? (
          <HeatLegend />
        ) : (
          <Text size="xs" component="span">
            {attribution === "asked" ? heat.asked : heat.failed}
          </Text>
        ))}
    </Group>
  );
}
