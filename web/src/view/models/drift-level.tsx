import { Text } from "@mantine/core";
import { english } from "../../text/english.ts";
import type { Drift } from "./use-drift.ts";

const { model: text } = english;

/** Told apart by shape too. */
const marks: Readonly<Record<Drift["level"], string>> = {
  alarm: "▲",
  warning: "△",
  steady: "–",
  "no-reference": "·",
  "too-few": "·",
};

export function DriftLevel({ level }: { readonly level: Drift["level"] }) {
  return (
    <Text span inherit fw={level === "alarm" || level === "warning" ? 700 : 400}>
      <span aria-hidden="true">{marks[level]} </span>
      {text.level[level]}
    </Text>
  );
}
