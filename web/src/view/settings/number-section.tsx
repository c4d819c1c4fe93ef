import { changePreferences, usePreferences } from "../../settings/kept-preferences.ts";
import { useUnits } from "../../settings/use-units.ts";
import { english } from "../../text/english.ts";
import { Choice } from "./choice.tsx";
import { Section } from "./section.tsx";

const { settings: text } = english;

/** Shown as an example of each unit. */
const example = { probability: 0.97, falseAlarms: 0.004, contribution: 0.42 };

/** In which units probabilities and contributions are shown. */
export function NumberSection() {
  const { probabilityUnit, contributionUnit } = usePreferences();
  const { probability, contribution } = useUnits();
  return (
    <Section title={text.numbers}>
      <Choice
        label={text.probabilities}
        hint={text.probabilityExample(probability(example.probability), probability(example.falseAlarms))}
        value={probabilityUnit}
        labels={text.probabilityUnits}
        onChange={(value) => changePreferences({ probabilityUnit: value })}
      />
      <Choice
        label={text.contributions}
        hint={text.contributionExample[contributionUnit](contribution(example.contribution))}
        value={contributionUnit}
        labels={text.contributionUnits}
        onChange={(value) => changePreferences({ contributionUnit: value })}
      />
    </Section>
  );
}
