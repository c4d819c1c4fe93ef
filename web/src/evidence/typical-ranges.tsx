import { Text } from "@mantine/core";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { measured } from "whowrote/words";
import { english } from "../text/english.ts";
import styles from "./evidence.module.css";

const { evidence } = english;

type Typical = NonNullable<Prediction["reasons"][number]["typical"]>;
type Range = Typical["human"];

interface Properties {
  readonly value: number;
  readonly unit: string;
  readonly typical: Typical;
}

/** The middle half of people's and of AI code as two bars, with this text's value as a line, and all of it in words. */
export function TypicalRanges({ value, unit, typical }: Properties) {
  const [human, ai] = [rangeInWords(typical.human, unit), rangeInWords(typical.ai, unit)];
  // Equal ranges tell nobody anything.
  if (human === ai) return null;
  const place = createPlace([value, ...typical.human, ...typical.ai]);
  return (
    <>
      <div className={styles["axis"]} aria-hidden="true">
        {(["human", "ai"] as const).map((side) => (
          <span key={side} className={styles["range"]} data-side={side} style={spanOf(place, typical[side])} />
        ))}
        <span className={styles["value"]} style={{ left: `${place(value)}%` }} />
      </div>
      <Text size="xs" component="div">
        {evidence.typicalHuman(human)}, {evidence.typicalAi(ai)}
      </Text>
    </>
  );
}

/** Where a value stands on an axis that holds all of them with some room at both ends, in %. */
function createPlace(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  return (value) => (span === 0 ? 50 : 4 + (92 * (value - low)) / span);
}

const spanOf = (place: (value: number) => number, [low, high]: Range) => ({
  left: `${place(low)}%`,
  width: `${place(high) - place(low)}%`,
});

function rangeInWords([low, high]: Range, unit: string): string {
  const bare = unit === "share" ? "share" : "score";
  const [from, to] = [measured(low, bare), measured(high, bare)];
  return from === to ? from : `${from.replace(/ %$/, "")} to ${to}`;
}
