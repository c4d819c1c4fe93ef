import { useMantineColorScheme } from "@mantine/core";
import { changePreferences, usePreferences } from "../../settings/kept-preferences.ts";
import { english } from "../../text/english.ts";
import { Choice } from "./choice.tsx";
import { Section } from "./section.tsx";

const { settings: text } = english;

/** Colours and how much room there is between things. */
export function LookSection() {
  const { density } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={text.look}>
      <Choice label={text.colours} value={colorScheme} labels={text.colour} onChange={setColorScheme} />
      <Choice
        label={text.density}
        value={density}
        labels={text.densities}
        onChange={(value) => changePreferences({ density: value })}
      />
    </Section>
  );
}
