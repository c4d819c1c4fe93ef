import { Code, DataList, Text } from "@mantine/core";
import { count } from "../../format/count.ts";
import { type LanguageModels, useLanguageModels } from "../../narrative/use-language-models.ts";
import { useMay } from "../../session/use-may.ts";
import { useSession } from "../../session/use-session.ts";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import { LlmKeys } from "./llm-keys.tsx";
import { Section } from "./section.tsx";

const { llm: text } = english;

/** Which variables switch language models on, for whoever runs the server. */
const howTo = "WHOWROTE_LLM=1\nWHOWROTE_LLM_PROVIDER=groq\nGROQ_API_KEY=…\nWHOWROTE_REWRITE=1";

/** Whether language models may be asked, which ones, and what leaves the machine then. */
export function LlmSection() {
  const { state } = useSession();
  const mayRead = useMay("read");
  const { data, error, refetch } = useLanguageModels();
  if (state !== "in") return undefined;
  if (!mayRead)
    return (
      <Section title={text.title}>
        <Text size="sm">{text.noScope}</Text>
      </Section>
    );
  return (
    <Section title={text.title} {...(data && { intro: introOf(data) })}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && <Uses models={data} />}
      {data && <Text size="sm">{data.privacy}</Text>}
      {data?.on === true && data.keys && <LlmKeys keys={data.keys} />}
      {data && !(data.explaining.allowed && data.rewriting.allowed) && (
        <details>
          <Text component="summary" size="sm">
            {text.howTo}
          </Text>
          <Code block mt="xs">
            {howTo}
          </Code>
          <Text size="sm" mt="xs">
            {text.howToDetail}
          </Text>
        </details>
      )}
    </Section>
  );
}

const introOf = ({ place }: LanguageModels): string =>
  place === undefined ? text.off : text.on(place.provider, place.model, place.host);

function Uses({ models: { on, explaining, rewriting } }: { readonly models: LanguageModels }) {
  if (!on) return undefined;
  const rows = [
    [text.explaining, explaining.allowed ? text.allowed : saying(explaining.why)],
    [
      text.rewriting,
      rewriting.allowed
        ? `${text.rewrites(rewriting.models.join(", "), count(rewriting.rewrites))}. ${rewriting.calibrated ? "" : text.uncalibrated}`
        : saying(rewriting.why),
    ],
  ] as const;
  return (
    <DataList labelWidth={160} withDivider>
      {rows.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

const saying = (why: string | undefined): string => `${text.notAllowed}. ${why ?? ""}`;
