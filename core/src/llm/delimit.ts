/** Text as data in a prompt: between two lines that it does not hold, so that nothing in it can look like the end. */
export function delimit(text: string, name: string): string {
  for (let length = 5; ; length++) {
    const edge = "=".repeat(length);
    const line = `${edge} ${name} ${edge}`;
    if (!text.includes(line)) return `${line}\n${text}\n${line}`;
  }
}
