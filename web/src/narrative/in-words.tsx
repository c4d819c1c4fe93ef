import { Button, Stack, Text } from "@mantine/core";
import { memo, useState } from "react";
import type { Question } from "../evidence/ask-explanation.ts";
import type { Explained } from "../evidence/explained.ts";
import { Section } from "../evidence/section.tsx";
import { english } from "../text/english.ts";
import { NarrativeText } from "./narrative-text.tsx";
import { ProsePanel } from "./prose-panel.tsx";
import { RewritingPanel } from "./rewriting-panel.tsx";
import { useLanguageModels } from "./use-language-models.ts";
import { useRewriting } from "./use-rewriting.ts";

const { inWords, rewriting: words } = english;

interface Properties {
  readonly question: Question;
  readonly answer: Explained;
}

/** An answer in words: those that are written from the measurements, and what language models add when they are asked. */
export const InWords = memo(function InWords({ question, answer }: Properties) {
  const [isOpen, setIsOpen] = useState(false);
  // Where code goes is decided for each text by itself.
  return (
    <AskedAnswer
      key={answer.id}
      question={question}
      answer={answer}
      isOpen={isOpen}
      onToggle={() => setIsOpen(!isOpen)}
    />
  );
});

interface AskedProperties extends Properties {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function AskedAnswer({ question, answer, isOpen, onToggle }: AskedProperties) {
  const { data: models } = useLanguageModels();
  const [rewrites, setRewrites] = useState(false);
  const asked = useRewriting(question, rewrites);
  const told = (rewrites ? asked.data : undefined) ?? answer;
  return (
    <>
      <Section title={inWords.title}>
        <Stack gap="md" align="flex-start">
          <Button variant="default" aria-expanded={isOpen} onClick={onToggle}>
            {isOpen ? inWords.close : inWords.open}
          </Button>
          {isOpen && <NarrativeText sections={told.narrative} />}
          {isOpen && models?.explaining.allowed && models.place && answer.probability !== null && (
            <ProsePanel question={question} rewrite={told !== answer} place={models.place} />
          )}
          {isOpen && models?.explaining.allowed === false && (
            <Text size="xs" c="dimmed">
              {models.explaining.why ?? inWords.noModel}
            </Text>
          )}
        </Stack>
      </Section>
      {models && answer.probability !== null && (
        <Section title={words.title}>
          <RewritingPanel
            models={models}
            isOn={rewrites}
            onSwitch={setRewrites}
            asked={asked}
            verdict={answer.verdict}
          />
        </Section>
      )}
    </>
  );
}
