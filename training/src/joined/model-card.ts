import type { JoinedCheckpoint } from "whowrote/joined-checkpoint";
import { cellTable, dataTable, metricTable } from "../train/model-card-tables.ts";

/** The README of a joined checkpoint. */
export function writeJoinedCard(checkpoint: JoinedCheckpoint): string {
  const { name, version, quick, encoder, training, metrics, languages, calibration } = checkpoint;
  return `# ${name} ${version}

Joins the detectors of \`${quick.folder}\` with the encoder of \`${encoder.folder}\`: a logistic regression learned how much each
of their scores is worth, on code of which none of them had seen the repository. It asks more of a machine than
\`${quick.folder}\` alone and has thresholds of its own.

Made by \`${training.command}\` with seed ${training.seed} on ${training.rows.human} people's and ${training.rows.ai} AI samples.

## Quality on held-out groups

Cross-fitted on the part of the training data that the encoder never saw. The benchmark on sources never trained on stands
in the project's README (\`npm run bench:detection -- --model ${name}\`).

${metricTable(metrics)}

${cellTable(languages, calibration)}

## Limits

Those of \`${quick.folder}\`. Of a long file the encoder reads some windows, evenly spread, not all.

## Data

${dataTable(training.data)}
`;
}
