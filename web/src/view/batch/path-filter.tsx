import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { english } from "../../text/english.ts";

/** Browsers take only so many changes of an address in a time. */
const pauseMs = 150;

interface PathFilterProperties {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Takes over what is typed in a pause of typing, and what the address says when it changes otherwise. */
export function PathFilter({ value, onChange }: PathFilterProperties) {
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
      size="xs"
      type="search"
      label={english.job.path}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
