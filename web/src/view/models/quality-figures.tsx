import { Accordion, Stack, Text } from "@mantine/core";
import { count } from "../../format/count.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { FigureTable, type FigureRow } from "./figure-table.tsx";
import { TitledSection } from "./titled-section.tsx";
import type { Quality } from "./use-model.ts";

const { model: text, models } = english;

type Figure = Quality["figures"][number];

/** An AUROC below this ranks little better than a coin. */
const guessing = 0.6;

/** How well the version and its parts tell people's code from AI's, with intervals and numbers. */
export function QualityFigures({ figures }: { readonly figures: readonly Figure[] }) {
  const whole = figures.filter(({ of }) => of === "all");
  const parts = figures.filter(({ of }) => of !== "all");
  if (figures.length === 0) return <TitledSection title={text.quality}>{models.notMeasured}</TitledSection>;
  const isGuessed = whole.some(isGuessing);
  return (
    <TitledSection title={text.quality} explanation={text.qualityIs}>
      <FigureTable label={text.whole} columns={columns} rows={whole.map(toRow)} minWidth={620} />
      <Stack gap={4}>
        {[text.aurocMeans, text.tprMeans, ...(isGuessed ? [text.guessing] : [])].map((line) => (
          <Text key={line} size="xs" c="dimmed">
            {line}
          </Text>
        ))}
      </Stack>
      {parts.length > 0 && (
        <Accordion variant="contained">
          <Accordion.Item value="parts">
            <Accordion.Control>{text.parts}</Accordion.Control>
            <Accordion.Panel>
              <FigureTable label={text.parts} columns={columns} rows={parts.map(toRow)} minWidth={620} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </TitledSection>
  );
}

const columns = [text.figure, text.value, text.interval, text.humans, text.ais];

const isGuessing = ({ figure, value }: Figure): boolean => figure === "AUROC" && value < guessing;

function toRow(figure: Figure): FigureRow {
  const { of, on, low, high, value, humans, ais } = figure;
  const write = figure.figure === "AUROC" ? (one: number) => one.toFixed(3) : percent;
  const what = `${on in text.sets ? text.sets[on as keyof typeof text.sets] : on}: ${nameOf(figure.figure)}`;
  return {
    key: `${of} ${on} ${figure.figure}`,
    cells: [
      of === "all" ? what : text.partFigure(of, what),
      isGuessing(figure) ? text.guessed(write(value)) : write(value),
      text.range(write(low), write(high)),
      count(humans),
      count(ais),
    ],
  };
}

/** In plain words, where the figure is one that is known. */
function nameOf(figure: string): string {
  if (figure === "AUROC") return text.auroc;
  const [, rate] = /^TPR at (.+ %) FPR$/.exec(figure) ?? [];
  return rate === undefined ? figure : text.tpr(rate);
}
