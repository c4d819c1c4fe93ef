import { Group, MultiSelect, Select, Switch } from "@mantine/core";
import { languageIds, type LanguageId } from "whowrote/language";
import { languageNames } from "../../format/language-name.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { useUsualRate } from "./use-usual-rate.ts";
import type { UploadOptions } from "../../upload/plan-upload.ts";

const { batch } = english;
const rates = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1];
const languageChoices = languageIds.map((value) => ({ value, label: languageNames[value] }));
const isLanguage = (id: string): id is LanguageId => id in languageNames;

interface UploadOptionsFormProperties {
  readonly options: UploadOptions;
  readonly onChange: (options: UploadOptions) => void;
}

export function UploadOptionsForm({ options, onChange }: UploadOptionsFormProperties) {
  const { falsePositiveRate, languages, all } = options;
  const usualRate = useUsualRate();
  const offered = [...new Set([...rates, ...(falsePositiveRate === undefined ? [] : [falsePositiveRate])])].toSorted(
    (a, b) => a - b,
  );
  return (
    <Group align="start" gap="lg">
      <Select
        label={batch.rate}
        description={batch.rateHint}
        maw={280}
        data={[
          { value: "", label: batch.rateServer(usualRate === undefined ? "" : percent(usualRate)) },
          ...offered.map((rate) => ({ value: String(rate), label: percent(rate) })),
        ]}
        value={falsePositiveRate === undefined ? "" : String(falsePositiveRate)}
        allowDeselect={false}
        onChange={(value) => onChange({ ...options, falsePositiveRate: value ? Number(value) : undefined })}
      />
      <MultiSelect
        label={batch.languages}
        placeholder={languages.length === 0 ? batch.languagesAll : ""}
        maw={320}
        data={languageChoices}
        value={[...languages]}
        clearable
        onChange={(chosen) => onChange({ ...options, languages: chosen.filter(isLanguage) })}
      />
      <Switch
        label={batch.all}
        description={batch.allHint}
        maw={280}
        checked={all}
        onChange={({ currentTarget }) => onChange({ ...options, all: currentTarget.checked })}
      />
    </Group>
  );
}
