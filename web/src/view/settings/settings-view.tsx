import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useSession } from "../../session/use-session.ts";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { AboutSection } from "./about-section.tsx";
import { AccessSection } from "./access-section.tsx";
import { LlmSection } from "./llm-section.tsx";
import { LookSection } from "./look-section.tsx";
import { NumberSection } from "./number-section.tsx";
import { RateSection } from "./rate-section.tsx";

const { settings: text } = english;

export function SettingsView() {
  const session = useSession();
  const identity = session.state === "in" ? session.identity : undefined;
  return (
    <Stack gap="md">
      <div>
        <ViewTitle>{text.title}</ViewTitle>
        <Text c="dimmed" mt={4}>
          {text.intro}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Stack gap="md">
          <LookSection />
          <NumberSection />
          <LlmSection />
        </Stack>
        <Stack gap="md">
          <RateSection serverRate={identity?.false_positive_rate} />
          <AccessSection />
          <AboutSection identity={identity} />
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}
