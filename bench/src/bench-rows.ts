import { createRandom, drawInOrder } from "whowrote/random";
import { readSamples } from "@whowrote/training/dataset/read-samples";
import type { Sample } from "@whowrote/training/dataset/sample";

/** Reads all rows of a folder; with `perSource`, only so many of each source, drawn with a fixed seed. */
export async function readBenchRows(folder: string, perSource = Infinity): Promise<Sample[]> {
  const rows: Sample[] = [];
  for await (const sample of readSamples(folder)) rows.push(sample);
  if (perSource === Infinity) return rows;
  return [...Map.groupBy(rows, ({ source }) => source).values()].flatMap((own) =>
    drawInOrder(own, perSource, createRandom(1)),
  );
}

export const isWild = ({ source }: Pick<Sample, "source">): boolean => /^wild-(ai|human)/.test(source);

/** `count` rows of each label (all, when there are fewer), each set equally likely, the same each time. */
export function drawPerLabel(rows: readonly Sample[], count: number): Sample[] {
  return (["human", "ai"] as const).flatMap((label) =>
    drawInOrder(
      rows.filter((row) => row.label === label),
      count,
      createRandom(7),
    ),
  );
}
