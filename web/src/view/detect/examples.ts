import type { LanguageId } from "whowrote/language";

/** A piece of code made up for this page. */
export interface Example {
  /** The way of writing that it imitates. */
  readonly side: "ai" | "human";
  readonly language: LanguageId;
  readonly path: string;
  readonly load: () => Promise<{ readonly default: string }>;
}

export const examples: readonly Example[] = [
  {
    side: "ai",
    language: "python",
    path: "host_monitor.py",
    load: async () => import("./example/host-monitor.py.txt?raw"),
  },
  {
    side: "human",
    language: "python",
    path: "hostwatch.py",
    load: async () => import("./example/hostwatch.py.txt?raw"),
  },
  {
    side: "ai",
    language: "typescript",
    path: "weight-tracker.ts",
    load: async () => import("./example/weight-tracker.ts.txt?raw"),
  },
  { side: "human", language: "javascript", path: "weigh.js", load: async () => import("./example/weigh.js.txt?raw") },
  { side: "human", language: "c", path: "deframe.c", load: async () => import("./example/deframe.c.txt?raw") },
];
