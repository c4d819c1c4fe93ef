import type { NarrativeTopic } from "../../narrative.ts";
import { verdictByScore } from "../../narrative/verdict-by-score.ts";
import { advice, boundedRate, chance, measured, percent, signed, typicalRange } from "../../words.ts";
import type { NarratedFile } from "../explainer.ts";
import { proseOrigin, proseParagraphs, proseTitle } from "../explainer/prose.ts";
import { detectorSentences, isVoted, titleOf } from "../explainer/sentences.ts";
import type { Block } from "../report-block.ts";
import type { FileSubject } from "../report-content.ts";

const mostSignals = 12;

/** One file: the verdict at a glance, the explanation, the strongest signals, and the code with its lines marked. */
export function composeFile({ file }: FileSubject): readonly Block[] {
  return [
    ...atAGlance(file),
    { kind: "paragraph", tone: "advice", text: advice },
    ...inWords(file, 2, new Set()),
    ...signalTable(file),
    { kind: "heading", level: 2, text: "The code" },
    { kind: "source", file },
  ];
}

/** One file of a folder; what holds for all of them stands once at the end of the report. */
export function composeDetail(file: NarratedFile): readonly Block[] {
  return [
    { kind: "heading", level: 2, text: file.path, isPath: true },
    ...atAGlance(file),
    ...inWords(file, 3, new Set(["limits"])),
  ];
}

function atAGlance(file: NarratedFile): Block[] {
  const { explanation, falsePositiveRate } = file;
  const { verdict, probability, falseAlarmRate, reason, standing, stability } = explanation;
  // Edited code was judged without rewriting: it is compared with the verdict by score.
  const byScore = verdictByScore(explanation);
  const held = stability?.edits.filter((one) => one.verdict === byScore).length;
  return [
    {
      kind: "verdict",
      verdict,
      text: `${probability === null ? "no probability" : `probability of AI ${chance(probability)}`}; ${reason}`,
    },
    {
      kind: "facts",
      rows: [
        ["Code", titleOf(file)],
        ...(probability === null
          ? []
          : ([
              ["Probability of AI", `${chance(probability)}, if AI and people are equally likely beforehand`],
            ] as const)),
        ...(falseAlarmRate === null
          ? []
          : ([
              [
                "False alarms",
                isVoted(file)
                  ? `at most ${percent(falseAlarmRate)}, with rewriting's vote counted in; ${percent(falsePositiveRate)} is accepted`
                  : `${boundedRate(falseAlarmRate)} of people's code of this kind looks as much like AI; ${percent(falsePositiveRate)} is accepted`,
              ],
            ] as const)),
        ...(standing
          ? ([
              [
                "Score",
                standing.noVerdict
                  ? `${signed(standing.score)}; none makes a verdict here`
                  : `${signed(standing.score)}; ai from ${signed(standing.aiFrom)}, human up to ${signed(standing.humanTo)}`,
              ],
            ] as const)
          : []),
        ["Methods", detectorSentences(file).join("; ")],
        ...(stability && stability.edits.length > 0
          ? ([
              [
                "Stability",
                `the verdict${byScore === verdict ? "" : ` by score, ${byScore},`} holds after ${held} of ${stability.edits.length} harmless edits`,
              ],
            ] as const)
          : []),
      ],
    },
  ];
}

function inWords({ narrative, prose }: NarratedFile, level: 2 | 3, without: ReadonlySet<NarrativeTopic>): Block[] {
  const sections = narrative
    .filter(({ topic }) => topic !== "verdict" && !without.has(topic))
    .flatMap(({ title, sentences }): Block[] => [
      { kind: "heading", level, text: title },
      { kind: "list", items: sentences.filter((sentence) => sentence !== advice) },
    ]);
  if (prose === undefined) return sections;
  return [
    ...sections,
    { kind: "heading", level, text: proseTitle },
    { kind: "paragraph", tone: "quiet", text: proseOrigin(prose) },
    ...proseParagraphs(prose).flatMap(({ title, text }): Block[] => [
      ...(title === undefined ? [] : [{ kind: "heading", level: 3, text: title } as const]),
      { kind: "paragraph", text },
    ]),
  ];
}

function signalTable({ explanation: { signals } }: NarratedFile): Block[] {
  if (signals.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: "The strongest signals" },
    {
      kind: "table",
      columns: [
        { title: "adds", is: "number" },
        { title: "speaks for" },
        { title: "signal" },
        { title: "value", is: "number" },
        { title: "where the middle half lies" },
      ],
      rows: signals
        .slice(0, mostSignals)
        .map((signal) => [
          signed(signal.contribution),
          signal.contribution > 0 ? "AI" : "a person",
          signal.meaning,
          measured(signal.value, signal.unit),
          typicalRange(signal),
        ]),
    },
  ];
}
