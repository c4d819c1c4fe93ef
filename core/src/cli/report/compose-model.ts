import { languages } from "../../language/index.ts";
import { countOf, percent } from "../../words.ts";
import type { Block } from "../report-block.ts";
import type { ReportContent } from "../report-content.ts";

/** Detectors are measured on these; what else a checkpoint says of its parts is for its card. */
const whole = /^(?:files|functions|exercises): /;

/** By which model and settings: what someone needs to get the same answers again, and how good they were on held-out code. */
export function composeModel({ model, settings, version }: ReportContent): readonly Block[] {
  const { title, trainedOn, metrics, fingerprints } = model;
  const { falsePositiveRate, languages: only, all } = settings;
  const measuredOn = Object.entries(metrics).filter(([name]) => whole.test(name));
  return [
    { kind: "heading", level: 2, text: "Model and settings" },
    {
      kind: "facts",
      rows: [
        ["Model", title],
        ...(trainedOn
          ? ([
              [
                "Trained on",
                `${countOf(trainedOn.human, "sample")} by people and ${trainedOn.ai.toLocaleString("en")} by AI`,
              ],
            ] as const)
          : []),
        ...fingerprints.map(({ file, sha256 }) => [`SHA-256 of ${file}`, sha256] as const),
        ["Accepted false alarms", `${percent(falsePositiveRate)} of people's code may be called ai`],
        ["Languages", only ? only.map((id) => languages[id].name).join(", ") : "all that are known"],
        [
          "Left-out files",
          all ? "judged where they can be read (--all)" : "ignored, vendored, generated, minified, binary or large",
        ],
        ["whowrote", version],
      ],
    },
    ...(measuredOn.length > 0
      ? ([
          {
            kind: "paragraph",
            text: "Measured on held-out projects, authors and exercises. AUROC: how often a sample by AI gets a higher score than one by a person; .5 is chance. TPR at 1 % FPR: share of the AI samples that are found when 1 % of people's are called ai.",
          },
          {
            kind: "table",
            columns: [
              { title: "figure" },
              { title: "value", is: "number" },
              { title: "95 % interval", is: "number" },
              { title: "samples" },
            ],
            rows: measuredOn.map(([name, { value, low, high, samples }]) => [
              name,
              value.toFixed(3),
              `${low.toFixed(3)} to ${high.toFixed(3)}`,
              samples,
            ]),
          },
        ] as const)
      : []),
  ];
}
