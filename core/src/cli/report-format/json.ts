import type { NarratedFile } from "../explainer.ts";
import type { WriteReport } from "../report-format.ts";
import { printableJson } from "../terminal-text.ts";

/** Everything, for a program. Offsets are into the text with line ends as \n. */
export const reportAsJson: WriteReport = ({ path, date, version, settings, model, subject }) => {
  const head = { path, date, whowrote: version, settings, model };
  if (subject.kind === "file") return write({ ...head, file: fileAsJson(subject.file) });
  const { summary, rows, details, ...rest } = subject;
  return write({
    ...head,
    folder: {
      ...rest,
      kind: undefined,
      summary: { ...summary, estimate: summary.estimate ?? null },
      files: rows,
      details: details.map(fileAsJson),
    },
  });
};

/** The code itself is left out: who has the report need not have the code. */
const fileAsJson = ({ path, explanation, rewriting, narrative, prose }: NarratedFile): unknown => ({
  ...explanation,
  path,
  reasons: undefined,
  narrative,
  rewriting,
  prose,
});

const write = (value: unknown): string => `${printableJson(value)}\n`;
