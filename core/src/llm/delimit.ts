const names = ["PROGRAM", "TASK", "BEGINNING"] as const;
type DataName = (typeof names)[number];

const edgeLine = new RegExp(`^={5,} (?:${names.join("|")}) ={5,}[ \\t]*$`);

/** Text as data in a prompt: between two lines that it does not hold, so that nothing in it can look like the end. */
export function delimit(text: string, name: DataName): string {
  for (let length = 5; ; length++) {
    const edge = "=".repeat(length);
    const line = `${edge} ${name} ${edge}`;
    if (!text.includes(line)) return `${line}\n${text}\n${line}`;
  }
}

/** An answer without the lines of {@link delimit} that a model repeated around it; undefined where one stands inside. */
export function withoutEdges(answer: string): string | undefined {
  const lines = answer.split("\n");
  const isEdge = (line: string): boolean => edgeLine.test(line);
  const isKept = (line: string): boolean => line.trim() !== "" && !isEdge(line);
  const first = Math.max(0, lines.findIndex(isKept));
  const inner = lines.slice(first, lines.findLastIndex(isKept) + 1);
  if (inner.some(isEdge)) return undefined;
  return lines.some(isEdge) ? inner.join("\n") : answer;
}
