import { Stack, Text, UnstyledButton } from "@mantine/core";
import { count } from "../format/count.ts";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import { VerdictBadge } from "../verdict/verdict-badge.tsx";
import styles from "./evidence.module.css";
import type { Explained } from "./explained.ts";
import type { JumpTo } from "./jump-to.ts";
import { SideBar } from "./side-bar.tsx";

const { evidence } = english;

interface Properties {
  readonly verdicts: NonNullable<Explained["evidence"]["functions"]>;
  readonly onJump: JumpTo;
}

/** Each function of the text judged by itself, with a bar. */
export function FunctionList({ verdicts, onJump }: Properties) {
  const { functions, left_out: leftOut, false_positive_rate: rate } = verdicts;
  const units = useUnits();
  if (functions.length === 0) return <Text size="sm">{evidence.noFunctions}</Text>;
  return (
    <Stack gap={6}>
      <ul className={styles["list"]} style={{ gap: 0 }}>
        {functions.map((one) => (
          <li key={one.start}>
            <UnstyledButton
              className={styles["jump"]}
              onClick={() => onJump({ start: one.start, end: one.start })}
              title={one.reason}
            >
              <Text span size="sm" className={styles["token"] ?? ""}>
                {one.name}
              </Text>
              <Text span size="xs" c="dimmed">
                {evidence.functionLines(count(one.first_line), count(one.last_line))}
              </Text>
              {one.probability === null ? (
                <Text span size="xs">
                  {evidence.tooShort}
                </Text>
              ) : (
                <>
                  <VerdictBadge verdict={one.verdict} />
                  <Text span size="xs">
                    {units.probability(one.probability)}
                  </Text>
                </>
              )}
            </UnstyledButton>
            {one.probability !== null && <SideBar share={one.probability} />}
          </li>
        ))}
      </ul>
      {leftOut > 0 && <Text size="sm">{evidence.leftOut(count(leftOut))}</Text>}
      <Text size="xs" c="dimmed">
        {evidence.functionNote(units.probability(rate))}
      </Text>
    </Stack>
  );
}
