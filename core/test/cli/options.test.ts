import { Command } from "commander";
import { expect, test } from "vitest";
import { z } from "zod";
import { addOptions, parseOptions } from "../../src/cli/options.ts";

const schema = z.object({
  timeLimit: z.coerce
    .number("must be a number")
    .max(60, "must be at most 60")
    .default(20)
    .meta({ value: "<seconds>", description: "how long" }),
  all: z.boolean().default(false).meta({ description: "everything" }),
  jobs: z.coerce
    .number()
    .optional()
    .meta({ short: "j", value: "<n>", description: "threads", usually: "one per core" }),
});

function read(...args: string[]): unknown {
  const command = addOptions(new Command().exitOverride(), schema);
  command.parse(args, { from: "user" });
  return parseOptions(schema, command.opts());
}

test("a field becomes an option of its name, and its value passes through the schema", () => {
  expect(read("--time-limit", "5", "--all", "-j", "3")).toEqual({ timeLimit: 5, all: true, jobs: 3 });
});

test("what is not given has the schema's default", () => {
  expect(read()).toEqual({ timeLimit: 20, all: false });
});

test("the help shows name, placeholder, description and default", () => {
  const help = addOptions(new Command(), schema).helpInformation();
  expect(help).toMatch(/--time-limit <seconds> +how long \(default: 20\)/);
  expect(help).toMatch(/--all +everything\n/);
  expect(help).toMatch(/-j, --jobs <n> +threads \(default: one per core\)/);
});

test("a bad value is refused by the option's name, with the value and what is accepted", () => {
  expect(() => read("--time-limit", "61")).toThrow("--time-limit 61: must be at most 60");
  expect(() => read("--time-limit", "soon")).toThrow("--time-limit soon: must be a number");
});
