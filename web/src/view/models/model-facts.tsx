import { Code, DataList } from "@mantine/core";
import { bytes } from "../../format/bytes.ts";
import { count } from "../../format/count.ts";
import { languageNames } from "../../format/language-name.ts";
import { english } from "../../text/english.ts";
import type { ModelDetail } from "./use-model.ts";

const { model: text, models } = english;

export function ModelFacts({ model: { checkpoint } }: { readonly model: ModelDetail }) {
  if (!checkpoint) return undefined;
  const { kind, bytes: size, languages, trained_on: trained, fingerprint } = checkpoint;
  const facts = [
    [text.kind, models.kind[kind]],
    [text.size, bytes(size)],
    [text.trainedOn, text.trainedOnIs(count(trained.human), count(trained.ai))],
    [text.languages, languages.map((language) => languageNames[language]).join(", ")],
    [text.fingerprint, <Code key="fingerprint">{fingerprint.slice(0, 16)}</Code>],
  ] as const;
  return (
    <DataList aria-label={text.facts} size="sm">
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}
