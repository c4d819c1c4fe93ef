import { Stack, Text, Title } from "@mantine/core";
import type { Explained } from "../evidence/explained.ts";
import { english } from "../text/english.ts";
import styles from "./narrative.module.css";

const { inWords } = english;

/** The explanation that is written from the measurements alone. */
export function NarrativeText({ sections }: { readonly sections: Explained["narrative"] }) {
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        {inWords.measured}
      </Text>
      {sections.map(({ topic, title, sentences }) => (
        <div key={topic}>
          <Title order={3} size="sm">
            {title}
          </Title>
          {sentences.map((sentence) => (
            <Text key={sentence} size="sm" mt={3} className={styles["text"] ?? ""}>
              {sentence}
            </Text>
          ))}
        </div>
      ))}
    </Stack>
  );
}
