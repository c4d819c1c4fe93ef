import { Anchor, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { measured } from "whowrote/words";
import { count } from "../format/count.ts";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import styles from "./evidence.module.css";
import { TypicalRanges } from "./typical-ranges.tsx";

const { evidence, heat } = english;

type Signal = Prediction["reasons"][number];

const fewest = 7;

/**
 * The strongest. Views of the wording overlap, so the strongest of them speaks for the others, and leaves room for what can
 * be counted (as in the reports of the command line).
 */
function chooseStrongest(signals: readonly Signal[]): readonly Signal[] {
  const wording = signals.find(isWording);
  return signals.filter((one) => one === wording || !isWording(one)).slice(0, fewest);
}

const isWording = ({ unit }: Signal): boolean => unit === "score";

/** The signals that moved the answer most, in plain words, with what is typical of people and of AIs. */
export function SignalList({ signals }: { readonly signals: readonly Signal[] }) {
  const [isWhole, { toggle }] = useDisclosure(false);
  if (signals.length === 0) return <Text size="sm">{evidence.noSignals}</Text>;
  const shown = isWhole ? signals : chooseStrongest(signals);
  return (
    <Stack gap={8}>
      <ul className={styles["list"]}>
        {shown.map((signal) => (
          <li key={signal.id}>
            <SignalRow signal={signal} />
          </li>
        ))}
      </ul>
      {signals.length > fewest && (
        <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={isWhole} ta="start">
          {isWhole ? evidence.showFewer : evidence.showAll(count(signals.length))}
        </Anchor>
      )}
      <Text size="xs" c="dimmed">
        {evidence.typicalNote}
      </Text>
    </Stack>
  );
}

function SignalRow({ signal }: { readonly signal: Signal }) {
  const units = useUnits();
  const { meaning, value, unit, contribution, typical } = signal;
  const told = isWording(signal) ? (value > 0 ? evidence.closerToAi : evidence.closerToHuman) : measured(value, unit);
  return (
    <>
      <Text size="sm" component="div">
        {meaning}: <b>{told}</b>{" "}
        <span className={styles["side"]} data-side={contribution > 0 ? "ai" : "human"}>
          {evidence.speaks(contribution > 0 ? heat.forAi : heat.forHuman, units.contribution(contribution))}
        </span>
      </Text>
      {typical && !isWording(signal) && <TypicalRanges value={value} unit={unit} typical={typical} />}
    </>
  );
}
