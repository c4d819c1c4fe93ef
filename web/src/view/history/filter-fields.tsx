import { Checkbox, Select, TextInput } from "@mantine/core";
import { languageIds } from "whowrote/language";
import { verdicts } from "whowrote/verdict";
import { languageNames } from "../../format/language-name.ts";
import { english } from "../../text/english.ts";
import { type FilterName, type HistoryFilter, sources } from "./history-filter.ts";
import { useModelIds } from "./use-model-ids.ts";

const { history: text } = english;

const verdictOptions = verdicts.map((value) => ({ value, label: english.verdict.short[value] }));
const sourceOptions = sources.map((value) => ({ value, label: text.sources[value] }));
const languageOptions = languageIds.map((value) => ({ value, label: languageNames[value] }));

const width = { base: "100%", xs: 220 } as const;
const common = { placeholder: text.any, clearable: true, w: width } as const;

export interface FilterFieldsProperties {
  readonly filter: HistoryFilter;
  readonly onChange: (name: FilterName, value: string | undefined) => void;
}

/** Choices that narrow the history down. */
export function FilterFields({ filter, onChange }: FilterFieldsProperties) {
  const models = useModelIds(filter.model);
  const choose = (name: FilterName) => (value: string | null) => onChange(name, value ?? undefined);
  const selects = [
    ["verdict", verdictOptions],
    ["language", languageOptions],
    ["model", models],
    ["source", sourceOptions],
  ] as const;
  return (
    <>
      {selects.map(([name, data]) => (
        <Select
          key={name}
          {...common}
          label={text[name]}
          data={data}
          value={filter[name] ?? null}
          onChange={choose(name)}
          clearButtonProps={{ "aria-label": text.clearOne(text[name]) }}
        />
      ))}
      {(["from", "to"] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={text[name]}
          value={filter[name] ?? ""}
          onChange={(event) => onChange(name, event.currentTarget.value)}
          w={width}
        />
      ))}
      <Checkbox
        label={text.disputed}
        checked={filter.disputed ?? false}
        onChange={(event) => onChange("disputed", event.currentTarget.checked ? "1" : undefined)}
        mb="xs"
      />
    </>
  );
}
