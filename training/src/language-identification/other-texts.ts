type Random = () => number;
type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/**
 * Texts that are none of the languages, made up from words of comments: formats that stand beside code in any
 * repository. They only have to show the signs of the format; what they say does not matter.
 */
export function createOtherText(remarks: readonly string[], random: Random): string {
  const write = pick(formats, random);
  return write(new Writer(remarks, random));
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}

/** Draws words and numbers. */
class Writer {
  readonly #remarks: readonly string[];
  readonly random: Random;

  constructor(remarks: readonly string[], random: Random) {
    this.#remarks = remarks;
    this.random = random;
  }

  pick<T>(items: readonly T[]): T {
    return pick(items, this.random);
  }

  count(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  times<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: this.count(least, most) }, make);
  }

  prose(): string {
    return this.pick(this.#remarks);
  }

  word(): string {
    return this.pick(this.prose().match(/[a-z]{2,}/gi) ?? ["value"]).toLowerCase();
  }

  name(): string {
    return this.times(1, 3, () => this.word()).join(this.pick(["_", "-", ""]));
  }

  number(): number {
    return this.pick([this.count(0, 9), this.count(10, 9999), Math.round(this.random() * 1e4) / 100]);
  }

  value(depth: number): Value {
    const leaf = () =>
      this.pick<() => Value>([() => this.prose(), () => this.name(), () => this.number(), () => true, () => null])();
    if (depth === 0 || this.random() < 0.4) return leaf();
    if (this.random() < 0.3) return this.times(0, 6, () => this.value(depth - 1));
    return Object.fromEntries(this.times(1, 7, () => [this.name(), this.value(depth - 1)]));
  }
}

const prose = (w: Writer) =>
  w.times(1, 5, () => w.times(1, 6, () => w.prose()).join(w.pick([". ", "\n", " "]))).join("\n\n");

const markdown = (w: Writer) =>
  w
    .times(2, 8, () =>
      w.pick([
        () => `${"#".repeat(w.count(1, 4))} ${w.prose()}`,
        () =>
          w
            .times(
              2,
              6,
              () => `${w.pick(["-", "*", "1."])} ${w.pick(["", `**${w.word()}**: `, `\`${w.name()}\` `])}${w.prose()}`,
            )
            .join("\n"),
        () => `${w.prose()}. [${w.word()}](https://${w.word()}.org/${w.name()}) ${w.prose()}.`,
        () =>
          `| ${w.word()} | ${w.word()} |\n|---|---|\n${w.times(1, 5, () => `| ${w.word()} | ${w.number()} |`).join("\n")}`,
        () => `\`\`\`sh\n${w.pick(["npm install", "pip install", "git clone", "make"])} ${w.name()}\n\`\`\``,
      ])(),
    )
    .join("\n\n");

const json = (w: Writer) =>
  JSON.stringify(
    w.times(1, 5, () => w.value(3)),
    null,
    w.pick([0, 2, 2, 4]),
  );
const jsonObject = (w: Writer) =>
  JSON.stringify(Object.fromEntries(w.times(2, 12, () => [w.name(), w.value(2)])), null, w.pick([0, 2, 2, 4]));

function yamlOf(value: Value, indent: string): string {
  if (Array.isArray(value))
    return value.map((item) => `\n${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`).join("");
  if (value === null || typeof value !== "object")
    return ` ${typeof value === "string" && value.includes(":") ? JSON.stringify(value) : String(value)}`;
  return Object.entries(value)
    .map(([key, item]) => `\n${indent}${key}:${yamlOf(item, `${indent}  `)}`)
    .join("");
}
const yaml = (w: Writer) =>
  w.pick(["", "---\n", `# ${w.prose()}\n`]) +
  yamlOf(Object.fromEntries(w.times(2, 8, () => [w.name(), w.value(3)])), "").trimStart();

const ini = (w: Writer) =>
  w
    .times(
      1,
      5,
      () =>
        `[${w.name()}]\n${w.times(1, 6, () => `${w.name()} = ${w.pick([w.name(), String(w.number()), `"${w.prose()}"`, "true"])}`).join("\n")}`,
    )
    .join("\n\n");

const tags = [
  "div",
  "p",
  "span",
  "a",
  "li",
  "ul",
  "h1",
  "h2",
  "td",
  "tr",
  "table",
  "section",
  "nav",
  "form",
  "button",
  "head",
  "body",
];
function element(w: Writer, depth: number, indent: string): string {
  const tag = w.pick(tags);
  const attributes = w
    .times(0, 2, () => ` ${w.pick(["class", "id", "href", "style", "data-id"])}="${w.name()}"`)
    .join("");
  const inner =
    depth === 0 ? w.prose() : `\n${w.times(1, 4, () => element(w, depth - 1, `${indent}  `)).join("\n")}\n${indent}`;
  return `${indent}<${tag}${attributes}>${inner}</${tag}>`;
}
const html = (w: Writer) =>
  w.pick(["", "<!DOCTYPE html>\n<html>\n", `<!-- ${w.prose()} -->\n`]) +
  w.times(1, 4, () => element(w, w.count(0, 3), "")).join("\n");
const xml = (w: Writer) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${w.word()}>\n${w.times(2, 8, () => `  <${w.word()} ${w.word()}="${w.name()}">${w.prose()}</${w.word()}>`).join("\n")}\n</${w.word()}>`;

const properties = [
  "color: #fff",
  "margin: 0 auto",
  "padding: 4px 8px",
  "display: flex",
  "font-size: 14px",
  "border: 1px solid #ccc",
  "width: 100%",
  "background: url(a.png)",
  "position: absolute",
  "transition: all 0.3s ease",
];
const css = (w: Writer) =>
  w
    .times(2, 10, () => {
      const selector = w
        .times(
          1,
          3,
          () =>
            `${w.pick([".", "#", "", "", "&:"])}${w.pick([w.name(), w.pick(tags)])}${w.pick(["", "", ":hover", "::before", " > li"])}`,
        )
        .join(w.pick([", ", " ", ",\n"]));
      return `${w.pick(["", "", "@media (max-width: 600px) { "])}${selector} {\n${w.times(1, 6, () => `  ${w.pick(properties)};`).join("\n")}\n}`;
    })
    .join("\n\n");

const column = (w: Writer) =>
  `  ${w.name()} ${w.pick(["INTEGER", "VARCHAR(255)", "TEXT NOT NULL", "timestamp DEFAULT now()", "BIGINT PRIMARY KEY"])}`;
const sql = (w: Writer) =>
  w
    .times(1, 6, () => {
      const line = w.pick([
        () =>
          `SELECT ${w.pick(["*", `${w.name()}, ${w.name()}`, "COUNT(*)"])}\nFROM ${w.name()}\n${w.pick([`WHERE ${w.name()} = ${w.number()}`, `JOIN ${w.name()} ON a.id = b.id`, `ORDER BY ${w.name()} DESC`])};`,
        () => `CREATE TABLE ${w.name()} (\n${w.times(2, 6, () => column(w)).join(",\n")}\n);`,
        () => `INSERT INTO ${w.name()} (${w.name()}, ${w.name()}) VALUES (${w.number()}, '${w.prose()}');`,
        () => `UPDATE ${w.name()} SET ${w.name()} = '${w.word()}' WHERE id = ${w.number()};`,
        () => `-- ${w.prose()}\nALTER TABLE ${w.name()} ADD COLUMN ${w.name()} INT;`,
      ])();
      return w.random() < 0.4 ? line.replace(/[A-Z]{2,}/g, (word) => word.toLowerCase()) : line;
    })
    .join("\n");

const commands = [
  "cd",
  "rm -rf",
  "mkdir -p",
  "cp -r",
  "git",
  "docker run",
  "curl -sSL",
  "apt-get install -y",
  "npm run",
  "export",
  "sudo",
  "grep -v",
  "sed -i",
  "chmod +x",
  "tar xzf",
];
const shell = (w: Writer) =>
  w
    .times(3, 12, () =>
      w.pick([
        () => `${w.pick(commands)} ${w.name()}`,
        () =>
          `${w.name().replaceAll("-", "_").toUpperCase()}="${w.pick([`$(${w.pick(commands)} ${w.name()})`, w.name(), `\${1:-${w.name()}}`])}"`,
        () => `if [ ${w.pick(["-z", "-f", "!", "-d"])} "$${w.word()}" ]; then\n  echo "${w.prose()}"\n  exit 1\nfi`,
        () =>
          `for ${w.word()} in ${w.pick(['"$@"', "*.txt", "$(ls)"])}; do\n  ${w.pick(commands)} "$${w.word()}" | ${w.pick(commands)} ${w.word()}\ndone`,
        () => `# ${w.prose()}`,
        () => `case "$1" in\n  ${w.word()}) ${w.pick(commands)} ;;\n  *) exit 1 ;;\nesac`,
        () => `${w.word()}() {\n  local ${w.word()}="$1"\n  ${w.pick(commands)} "$${w.word()}" || return 1\n}`,
        () => "set -euo pipefail",
      ])(),
    )
    .join("\n");

const buildFile = (w: Writer) =>
  w.pick([
    () => w.times(2, 6, () => `${w.word()}: ${w.word()}\n\t${w.pick(commands)} ${w.name()}`).join("\n\n"),
    () =>
      `FROM ${w.word()}:${w.number()}\n${w.times(1, 6, () => `${w.pick(["RUN", "COPY", "ENV", "WORKDIR", "CMD"])} ${w.pick(commands)} ${w.name()}`).join("\n")}`,
  ])();

const rows = (w: Writer) => {
  const separator = w.pick([",", ";", "\t"]);
  return w
    .times(3, 20, () => Array.from({ length: 5 }, () => w.pick([w.word(), String(w.number())])).join(separator))
    .join("\n");
};

const log = (w: Writer) =>
  w
    .times(
      3,
      15,
      () =>
        `2021-0${w.count(1, 9)}-1${w.count(0, 9)} 1${w.count(0, 9)}:0${w.count(0, 9)}:00 ${w.pick(["INFO", "WARN", "ERROR", "[debug]"])} ${w.name()}: ${w.prose()}`,
    )
    .join("\n");

const formats = [
  prose,
  prose,
  prose,
  markdown,
  markdown,
  json,
  jsonObject,
  yaml,
  yaml,
  ini,
  html,
  html,
  xml,
  css,
  css,
  sql,
  sql,
  shell,
  shell,
  shell,
  buildFile,
  rows,
  log,
];
