import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { SearchField } from "../../shell/search-field.tsx";
import { english } from "../../text/english.ts";
import { FilterFields, type FilterFieldsProperties } from "./filter-fields.tsx";

const { history: text } = english;

interface HistoryFiltersProperties extends FilterFieldsProperties {
  readonly onClear: () => void;
}

/** Everything the history can be filtered by; on a phone all but the path waits behind a button. */
export function HistoryFilters({ filter, onChange, onClear }: HistoryFiltersProperties) {
  const [isOpen, { toggle }] = useDisclosure();
  const { path, ...others } = filter;
  return (
    <Group component="search" aria-label={text.filters} align="end" gap="sm">
      <SearchField
        label={text.search}
        placeholder={text.searchHint}
        maxLength={1000}
        w={{ base: "100%", xs: 300 }}
        value={path ?? ""}
        pauseMs={300}
        onChange={(value) => onChange("path", value)}
      />
      <Button hiddenFrom="sm" variant="default" onClick={toggle} aria-expanded={isOpen}>
        {text.more(Object.keys(others).length)}
      </Button>
      <Group align="end" gap="sm" display={{ base: isOpen ? "flex" : "none", sm: "contents" }}>
        <FilterFields filter={filter} onChange={onChange} />
      </Group>
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={onClear}>
          {text.clear}
        </Button>
      )}
    </Group>
  );
}
