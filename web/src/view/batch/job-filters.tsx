import { Button, Chip, Group, MultiSelect, Text } from "@mantine/core";
import type { WireJobFile } from "@whowrote/server/schema/job";
import { useMemo } from "react";
import { count } from "../../format/count.ts";
import { nameOfLanguage } from "../../job/file-cells.ts";
import type { JobQuery } from "../../job/job-query.ts";
import { countOutcomes, outcomes } from "../../job/outcome.ts";
import { SearchField } from "../../shell/search-field.tsx";
import { english } from "../../text/english.ts";

const { job: text } = english;

interface JobFiltersProperties {
  readonly files: readonly WireJobFile[];
  /** How many rows the filter leaves. */
  readonly shown: number;
  readonly query: JobQuery;
  readonly onChange: (change: Partial<JobQuery>) => void;
}

export function JobFilters({ files, shown, query, onChange }: JobFiltersProperties) {
  const counts = useMemo(() => countOutcomes(files), [files]);
  const languages = useMemo(() => [...new Set(files.flatMap(({ language }) => language ?? []))].toSorted(), [files]);
  const offered = outcomes.filter((outcome) => counts[outcome] > 0 || query.outcomes.includes(outcome));
  const isFiltered = query.path !== "" || query.outcomes.length + query.languages.length > 0 || query.folder !== "";
  return (
    <Group gap="sm" align="end" role="search" aria-label={text.filters}>
      <SearchField
        label={text.path}
        size="xs"
        value={query.path}
        pauseMs={150}
        onChange={(path) => onChange({ path })}
      />
      <MultiSelect
        size="xs"
        label={text.language}
        placeholder={query.languages.length === 0 ? text.anyLanguage : ""}
        miw={180}
        data={languages.map((value) => ({ value, label: nameOfLanguage(value) }))}
        value={[...query.languages]}
        clearable
        onChange={(chosen) => onChange({ languages: chosen })}
      />
      <Chip.Group
        multiple
        value={[...query.outcomes]}
        onChange={(chosen) => onChange({ outcomes: outcomes.filter((outcome) => chosen.includes(outcome)) })}
      >
        <Group gap={6} role="group" aria-label={text.show}>
          {offered.map((outcome) => (
            <Chip key={outcome} value={outcome} size="xs">
              {text.outcome[outcome]} {count(counts[outcome])}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {isFiltered && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => onChange({ path: "", outcomes: [], languages: [], folder: "" })}
        >
          {text.clear}
        </Button>
      )}
      <Text size="sm" c="dimmed" role="status">
        {text.shown(count(shown), count(files.length))}
      </Text>
    </Group>
  );
}
