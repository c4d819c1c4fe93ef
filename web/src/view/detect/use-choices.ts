import { useSearchParams } from "wouter";
import { languageIds, type LanguageId } from "whowrote/language";
import { usePreferences } from "../../settings/kept-preferences.ts";
import { parseRate } from "./rate-choice.ts";

export const shadings = ["lexical", "neural", "off"] as const;
/** Whose contributions shade the code. */
export type Shading = (typeof shadings)[number];

/** What somebody has chosen, as it stands in the address. The code never does. */
export interface Choices {
  readonly language: LanguageId | undefined;
  readonly rate: number | undefined;
  readonly shading: Shading;
}

interface ChoiceState extends Choices {
  /** What goes for a rate that was not chosen here: that of the reader's settings. The server's own where there is none. */
  readonly usualRate: number | undefined;
  readonly choose: (name: keyof Choices, value: string) => void;
}

export function useChoices(): ChoiceState {
  const [parameters, setParameters] = useSearchParams();
  const { falsePositiveRate } = usePreferences();
  return {
    language: languageIds.find((id) => id === parameters.get("language")),
    rate: parseRate(parameters.get("rate")),
    usualRate: falsePositiveRate,
    shading: shadings.find((one) => one === parameters.get("shading")) ?? "lexical",
    choose: (name, value) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === "") after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true },
      ),
  };
}
