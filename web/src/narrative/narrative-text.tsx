import { Stack, Text, Title } from "@mantine/core";
import type { Explained } from "../evidence/explained.ts";
import { english } from "../text/english.ts";

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
          <Text size="sm">{sentences.join(" ")}</Text>
        </div>
      ))}
    </Stack>
  );
}
