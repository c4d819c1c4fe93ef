import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRandom } from "whowrote/random";

const random = createRandom(11);
const pick = (words: string) => words.split(" ")[Math.floor(random() * words.split(" ").length)]!;

/** A sample by one of two made-up writers: one explains every step, the other none. */
export function writeSample(label: "human" | "ai", at: number) {
  const steps = Array.from({ length: 8 }, () => {
    const [name, value] = [pick("total count index result value"), Math.floor(random() * 90)];
    return label === "ai"
      ? `    # Calculate the ${name} of the given items.\n    ${name}_value = compute_${name}(items, ${value})\n\n`
      : `    ${name[0]}=f(${name.slice(0, 3)},${value})\n`;
  });
  const code = `def ${pick("run process handle")}_${at}(items):\n${steps.join("")}    return items\n`;
  return {
    ...{ id: `${label}-${at}`, code, language: "python", label, source: "made-up", group: `${label} ${at % 12}` },
    ...{ kind: "function", domain: "wild" },
  };
}

/** A folder of datasets with 60 samples of each writer. */
export async function writeSamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rows = Array.from({ length: 60 }, (_, at) => [writeSample("human", at), writeSample("ai", at)]).flat();
  await writeFile(join(folder, "made-up.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
}
