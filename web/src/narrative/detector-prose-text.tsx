import { Text, Title } from "@mantine/core";
import { proseParts } from "whowrote/prose";
import { english } from "../text/english.ts";
import styles from "./narrative.module.css";
import type { DetectorProse } from "./prose-state.ts";

const { inWords } = english;

interface Properties {
  readonly told: DetectorProse;
  readonly isWriting: boolean;
}

/** What was written about one detector: plain text, whatever stands in it. */
export function DetectorProseText({ told: { detector, draft, again, prose, dropped }, isWriting }: Properties) {
  return (
    <section aria-label={inWords.detector[detector]}>
      <Title order={3} size="sm">
        {inWords.detector[detector]}
      </Title>
      {prose &&
        proseParts.map((part) => (
          <div key={part}>
            <Title order={4} size="xs" mt={6}>
              {inWords.parts[part]}
            </Title>
            <Text size="sm" className={styles["text"] ?? ""}>
              {prose[part]}
            </Text>
          </div>
        ))}
      {dropped !== undefined && <Text size="sm">{inWords.dropped(dropped)}</Text>}
      {!prose && dropped === undefined && (
        <>
          {again !== undefined && <Text size="sm">{inWords.startsAgain(again)}</Text>}
          {isWriting ? (
            <>
              <Text size="xs" c="dimmed">
                {inWords.unchecked}
              </Text>
              <Text size="sm" c="dimmed" className={styles["text"] ?? ""}>
                {withoutMarks(draft)}
              </Text>
            </>
          ) : (
            <Text size="sm">{inWords.waiting}</Text>
          )}
        </>
      )}
    </section>
  );
}

/** A draft without the marks of its headings. */
const withoutMarks = (draft: string): string => draft.replaceAll(/^#+ */gm, "");
