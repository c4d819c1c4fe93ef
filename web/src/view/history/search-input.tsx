import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { english } from "../../text/english.ts";

const { history: text } = english;

const pauseMs = 300;

interface SearchInputProperties {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Takes what is typed over when the typing stops, and what the address says when it changes without it. */
export function SearchInput({ value, onChange }: SearchInputProperties) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((now: string) => {
    told.current = now;
    onChange(now);
  }, pauseMs);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  return (
    <TextInput
      type="search"
      label={text.search}
      placeholder={text.searchHint}
      maxLength={1000}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      w={{ base: "100%", xs: 300 }}
    />
  );
}
