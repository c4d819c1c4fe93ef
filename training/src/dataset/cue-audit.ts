import { areaUnderRoc, createRanking } from "whowrote/statistics/ranking";
import type { Sample } from "./sample.ts";
import { measureTrivialFeatures, trivialFeatureNames, type TrivialFeature } from "./trivial-features.ts";

/** How well one trivial feature alone tells AI code from people's within a source or language. */
export interface Cue {
  /** A source, or "all". */
  readonly source: string;
  /** A language, or "all". */
  readonly language: string;
  readonly humans: number;
  readonly ais: number;
  readonly feature: TrivialFeature;
  /** Above 0.5 the AI side has more of it, below the human side; 0.5 is no cue. */
  readonly auroc: number;
}

/** Sides with fewer samples say nothing about a source. */
const fewest = 20;

/** Collects trivial features sample by sample, and finds the cues at the end. Keeps 13 numbers a sample. */
export class CueAudit {
  readonly #rows: {
    readonly source: string;
    readonly language: string;
    readonly isAi: boolean;
    readonly values: Float32Array;
  }[] = [];

  add({ source, language, label, code }: Pick<Sample, "source" | "language" | "label" | "code">): void {
    if (label === "hybrid") return;
    const values = Float32Array.from(measureTrivialFeatures(code, language));
    this.#rows.push({ source, language, isAi: label === "ai", values });
  }

  /** The strongest first within each pair of source and language. */
  find(): Cue[] {
    const all = { source: "all", language: "all" };
    const cues = [...this.#measure(all, this.#rows)];
    for (const [language, rows] of Map.groupBy(this.#rows, (row) => row.language))
      cues.push(...this.#measure({ ...all, language }, rows));
    for (const [source, rows] of Map.groupBy(this.#rows, (row) => row.source))
      for (const [language, own] of Map.groupBy(rows, (row) => row.language))
        cues.push(...this.#measure({ source, language }, own));
    return cues;
  }

  #measure(
    place: Pick<Cue, "source" | "language">,
    rows: readonly { readonly isAi: boolean; readonly values: Float32Array }[],
  ): Cue[] {
    const isAi = rows.map((row) => row.isAi);
    const ais = isAi.filter(Boolean).length;
    const humans = rows.length - ais;
    if (humans < fewest || ais < fewest) return [];
    return trivialFeatureNames
      .map((feature, at) => {
        const values = Float32Array.from(rows, (row) => row.values[at]!);
        return { ...place, humans, ais, feature, auroc: areaUnderRoc(createRanking(values, isAi)) };
      })
      .sort((one, other) => Math.abs(other.auroc - 0.5) - Math.abs(one.auroc - 0.5));
  }
}
