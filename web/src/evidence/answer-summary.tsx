import { List, Stack, Text, Title } from "@mantine/core";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { languageNames } from "../format/language-name.ts";
import { count } from "../format/count.ts";
import { english } from "../text/english.ts";
import { ProbabilityScale } from "../verdict/probability-scale.tsx";
import { toScale } from "../verdict/to-scale.ts";

const { evidence } = english;

/** Where an answer stands on the scale, why, and what would help where nothing can be said. */
export function AnswerSummary({ answer }: { readonly answer: Prediction }) {
  const { verdict, probability, reason, language, lines, model_version: model, truncated } = answer;
  const scale = toScale(answer);
  // What the server says of these is what the scale says of them.
  const isOnScale = verdict === "ai" || (verdict === "uncertain" && scale.thresholds !== undefined);
  return (
    <Stack gap="xs">
      <ProbabilityScale {...scale} />
      {!isOnScale && <Text size="sm">{capital(reason)}.</Text>}
      {verdict === "uncertain" && <WhatWouldHelp answer={answer} />}
      {truncated && <Text size="sm">{evidence.truncated}</Text>}
      <Text size="sm" c="dimmed">
        {evidence.facts(languageNames[language], lines === 1 ? evidence.oneLine : evidence.lines(count(lines)), model)}{" "}
        {probability !== null && `${evidence.priors} `}
        {evidence.noProof}
      </Text>
    </Stack>
  );
}

function WhatWouldHelp({ answer }: { readonly answer: Prediction }) {
  const hints = answer.probability === null ? [evidence.helpShort, evidence.helpLanguage] : [evidence.helpMore];
  return (
    <section>
      <Title order={3} size="sm">
        {evidence.help}
      </Title>
      <List size="sm">
        {[...hints, evidence.helpProcess].map((hint) => (
          <List.Item key={hint}>{hint}</List.Item>
        ))}
      </List>
    </section>
  );
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
