import { TextInput, type TextInputProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

interface SearchFieldProperties extends Pick<TextInputProps, "placeholder" | "maxLength" | "size" | "w"> {
  readonly label: string;
  readonly value: string;
  /** How long typing must have stopped before what was typed is told. Browsers take only so many changes of an address in a time. */
  readonly pauseMs: number;
  readonly onChange: (value: string) => void;
}

/** Takes over what is typed in a pause of typing, and what the address says when it changes otherwise. */
export function SearchField({ value, pauseMs, onChange, ...rest }: SearchFieldProperties) {
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
      {...rest}
      type="search"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
