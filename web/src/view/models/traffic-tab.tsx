import { SegmentedControl, Stack } from "@mantine/core";
import { useSearchParams } from "wouter";
import { english } from "../../text/english.ts";
import { AnsweredFigures } from "./answered-figures.tsx";
import { Volume } from "./volume.tsx";

const { model: text } = english;

const spans = ["7", "28", "90"] as const;

/** What the version answered lately. */
export function TrafficTab({ id }: { readonly id: string }) {
  const [address, setAddress] = useSearchParams();
  const days = spans.find((span) => span === address.get("days")) ?? "28";
  return (
    <Stack>
      <SegmentedControl
        aria-label={text.days}
        data={spans.map((span) => ({ value: span, label: text.daysIs(span) }))}
        value={days}
        onChange={(span) => setAddress({ show: "traffic", days: span }, { replace: true })}
        style={{ alignSelf: "start" }}
      />
      <AnsweredFigures id={id} days={Number(days)} />
      <Volume id={id} days={Number(days)} />
    </Stack>
  );
}
