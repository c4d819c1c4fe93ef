import type { Checkpoint } from "whowrote/checkpoint";
import { viewIds } from "whowrote/view";
import { views } from "whowrote/view/index";
import { cellTable, dataTable, metricTable } from "./model-card-tables.ts";

/** The README of a quick checkpoint: what it is, what it was trained on, how far to trust it. */
export function writeModelCard(checkpoint: Checkpoint): string {
  const { name, version, training, signals, metrics, languages, calibration } = checkpoint;
  return `# ${name} ${version}

Tells AI code from people's code in ${languages.length} languages without a neural network. It reads ${signals.length} named
signals and ${viewIds.length} views of the text, and joins them in boosted trees. The answer is a probability at even prior odds
and a threshold for each language and length; below the evidence it says \`uncertain\`.

Made by \`${training.command}\` with seed ${training.seed} on ${training.rows.human} people's and ${training.rows.ai} AI samples.
The same data and options give the same bytes.

## What it reads

- Signals: layout, names, comments, tree shape, constructs, complexity, keywords, language habits. \`checkpoint.json\` lists them in order.
${viewIds.map((id) => `- View \`${id}\`: ${views[id].meaning}; runs of 1 to ${views[id].longestRun}.`).join("\n")}

Licence headers, package and import lines, tabs, line ends and the names of AI vendors are not read.

## Quality on held-out groups

Cross-fitted on the training data: each repository, and each collection of exercises, was scored by models that never saw
it. The benchmark on sources never trained on stands in the project's README (\`npm run bench:detection\`).

${metricTable(metrics)}

${cellTable(languages, calibration)}

## Limits

- A verdict is evidence, not proof. At the default setting one in a hundred of people's files is called AI.
- Code that a person edited after an AI wrote it, or an AI after a person, is neither; it may be called either or uncertain.
- Agents of 2024 to 2026 wrote most of the AI side. Later generators may write differently.
- A 0.1 % setting is only as good as the number of people's samples in its cell: under 1,000 it cannot be bounded.

## Data

${dataTable(training.data)}
`;
}
