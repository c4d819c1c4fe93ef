import { Button, FileButton, Group, Menu, NativeSelect } from "@mantine/core";
import type { LanguageId } from "whowrote/language";
import { languageNames } from "../../format/language-name.ts";
import { useUnits } from "../../settings/use-units.ts";
import { english } from "../../text/english.ts";
import { examples, type Example } from "./examples.ts";
import { offeredRates } from "./rate-choice.ts";
import type { Choices } from "./use-choices.ts";

const { detect } = english;

interface Properties {
  readonly choices: Choices;
  /** What goes where no rate is chosen. */
  readonly usualRate: number | undefined;
  /** What the server took it for. */
  readonly found: LanguageId | undefined;
  readonly onChoose: (name: "language" | "rate", value: string) => void;
  readonly onFile: (file: File) => void;
  readonly onExample: (example: Example) => void;
  readonly onClear: () => void;
}

/** What one can choose and bring before code is judged. */
export function DetectToolbar({ choices, usualRate, found, onChoose, onFile, onExample, onClear }: Properties) {
  const { language, rate } = choices;
  const { probability: words } = useUnits();
  const rates = rate === undefined || offeredRates.some((one) => one === rate) ? offeredRates : [rate, ...offeredRates];
  const auto = found === undefined || language !== undefined ? detect.auto : detect.autoFound(languageNames[found]);
  return (
    <Group gap="xs" align="end">
      <NativeSelect
        label={detect.language}
        value={language ?? ""}
        onChange={(event) => onChoose("language", event.currentTarget.value)}
        data={[
          { value: "", label: auto },
          ...Object.entries(languageNames).map(([value, label]) => ({ value, label })),
        ]}
      />
      <NativeSelect
        label={detect.rate}
        value={rate === undefined ? "" : String(rate)}
        onChange={(event) => onChoose("rate", event.currentTarget.value)}
        data={[
          { value: "", label: usualRate === undefined ? detect.usual : detect.usualRate(words(usualRate)) },
          ...rates.toSorted((a, b) => a - b).map((one) => ({ value: String(one), label: words(one) })),
        ]}
      />
      <FileButton onChange={(file) => file && onFile(file)}>
        {(properties) => (
          <Button variant="default" px="sm" {...properties}>
            {detect.open}
          </Button>
        )}
      </FileButton>
      <Menu>
        <Menu.Target>
          <Button variant="default" px="sm">
            {detect.example}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {examples.map((example) => (
            <Menu.Item key={example.path} onClick={() => onExample(example)}>
              {(example.side === "ai" ? detect.exampleAi : detect.exampleHuman)(languageNames[example.language])}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="subtle" px="sm" onClick={onClear}>
        {detect.clear}
      </Button>
    </Group>
  );
}
