import { Stack, Text } from "@mantine/core";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import styles from "./evidence.module.css";
import { SideBar } from "./side-bar.tsx";

const { evidence } = english;

type Vote = Prediction["detectors"][number];

/** What each detector says by itself, and why one says nothing. */
export function DetectorVotes({ detectors }: { readonly detectors: readonly Vote[] }) {
  const units = useUnits();
  return (
    <Stack gap={6}>
      <ul className={styles["list"]}>
        {detectors.map((vote) => (
          <li key={vote.detector}>
            <Text size="sm" component="div">
              <b>{evidence.detector[vote.detector].name}</b>{" "}
              <Text span c="dimmed">
                ({evidence.detector[vote.detector].about})
              </Text>
              : {saying(vote, units.probability)}
            </Text>
            {vote.probability !== null && <SideBar share={vote.probability} />}
          </li>
        ))}
      </ul>
      <Text size="xs" c="dimmed">
        {evidence.uncalibrated}
      </Text>
    </Stack>
  );
}

function saying({ probability, abstains }: Vote, words: (share: number) => string): string {
  if (probability === null) return evidence.abstains(abstains ?? "");
  return probability > 0.5 ? evidence.leansAi(words(probability)) : evidence.leansHuman(words(1 - probability));
}
