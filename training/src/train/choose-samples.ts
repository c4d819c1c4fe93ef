import { createHash } from "node:crypto";
import type { Sample } from "../dataset/sample.ts";
import { codeKind } from "./weights.ts";

export interface ChooseOptions {
  /** At most so many rows of one group and label. */
  readonly perGroup: number;
  /** At most so many rows of one collection of exercises and label: a single author or prompt must not fill the data. */
  readonly perCollection: number;
  /** At most so many rows of one task and generator. */
  readonly perTask: number;
}

/** Whether a row is left out of training before any cap, and why. */
export function whyLeftOut(sample: Sample): string | undefined {
  if (sample.label === "hybrid") return "hybrid: the share of each author is unknown";
  if (sample.code.trim().length < 20) return "shorter than 20 characters";
  if (isEditorTrailer(sample)) return "the trailer may have been written by an editor without any AI";
  return undefined;
}

/** From 2026-02 an editor adds Copilot's trailer to commits that no AI wrote; later data sets cut such rows out themselves. */
function isEditorTrailer({ source, family, attr, date }: Sample): boolean {
  return /^wild-ai(-2)?$/.test(source) && family === "copilot" && attr === "trailer" && (date ?? "") >= "2026-02";
}

/**
 * Takes rows one by one and keeps those that add something: no equal code (white space ignored) twice, and no group,
 * collection or task over its cap. Rows come in an order that depends only on their ids, so the choice does too.
 */
export function createChooser(options: ChooseOptions): (sample: Sample) => boolean {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const fits = (key: string, cap: number) => (counts.get(key) ?? 0) < cap;
  return (sample) => {
    if (whyLeftOut(sample) !== undefined) return false;
    const caps: [string, number][] = [
      [`group ${sample.source} ${sample.group} ${sample.label} ${sample.kind}`, options.perGroup],
    ];
    if (codeKind(sample) === "exercise") {
      caps.push([`collection ${sample.source} ${sample.label} ${sample.language}`, options.perCollection]);
      if (sample.task !== undefined)
        caps.push([`task ${sample.source} ${sample.task} ${sample.generator}`, options.perTask]);
    }
    if (!caps.every(([key, cap]) => fits(key, cap))) return false;
    const code = createHash("sha256").update(sample.code.replaceAll(/\s+/g, "")).digest("base64");
    if (seen.has(code)) return false;
    seen.add(code);
    for (const [key] of caps) counts.set(key, (counts.get(key) ?? 0) + 1);
    return true;
  };
}
