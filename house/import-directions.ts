import type { OxlintOverride } from "oxlint";

interface Layer {
  readonly modules: readonly string[];
  /** The modules of this layer do not import each other. */
  readonly apart?: true;
}

/**
 * The modules of `core/src`, lowest layer first. A module is a contract `name.ts`, its folder `name/`, or both.
 * It may import from its own layer and from those below, never from those above.
 */
export const coreLayers: readonly Layer[] = [
  { modules: ["random", "statistics"] },
  {
    modules: [
      "language",
      "source-file",
      "tensor",
      "half-float",
      "tensor-header",
      "tensor-file",
      "length-bin",
      "verdict",
    ],
  },
  { modules: ["llm"] },
  { modules: ["graph", "tokenizer"], apart: true },
  { modules: ["encoder", "encoder-head", "window"], apart: true },
  { modules: ["token-attribution"] },
  { modules: ["calibration", "error-rates", "prevalence", "evidence", "standing", "verdict-scale", "detection"] },
  { modules: ["words"] },
  { modules: ["syntax-tree"] },
  { modules: ["header", "anatomy", "code-facts", "wording", "token-form"] },
  { modules: ["signal", "view", "edit", "reading"], apart: true },
  { modules: ["run-counts", "reading-tokens", "similarity"] },
  { modules: ["rewriting"] },
  { modules: ["narrative", "prose"] },
  { modules: ["classifier"] },
  { modules: ["measurement", "outline", "stability", "function-verdicts"] },
  { modules: ["detector"] },
  { modules: ["ensemble", "joiner"] },
  {
    modules: [
      "checkpoint",
      "encoder-checkpoint",
      "similarity-checkpoint",
      "joined-checkpoint",
      "quick-model",
      "reasons",
    ],
  },
  { modules: ["abstention", "detect", "explain"] },
  { modules: ["node"] },
  { modules: ["cli"] },
];

/** Modules put together from the parts in their folder; elsewhere the folder holds implementations of a contract. */
const wholes: ReadonlySet<string> = new Set(["syntax-tree", "code-facts"]);

/** Only these modules of core may touch files, processes, the network and the clock. */
const edges: ReadonlySet<string> = new Set(["node", "cli"]);

interface Restriction {
  readonly regex: string;
  readonly message: string;
}

const memberPaths: Restriction = {
  regex: "^(\\.\\./)+(core|training|bench|server|web)/",
  message:
    "Import another member by its package name: whowrote/<module> for core/src/<module>.ts, @whowrote/training/<module> for training.",
};

const coreStandsAlone: Restriction = {
  regex: "^@whowrote/",
  message:
    "core imports no other member: training, server and bench stand on core. Move what core needs into core/src, or the caller into training/ or bench/.",
};

const coreByPath: Restriction = {
  regex: "^whowrote(/|$)",
  message: "Inside core, import by relative path.",
};

const pureCore: Restriction = {
  regex: "^(node:|(fs|os|path|child_process|worker_threads|http|https|net|process)(/|$))",
  message:
    "core takes values and gives values. What touches files, processes, the network or the clock belongs in core/src/node/ or core/src/cli/: read there, and pass the value in.",
};

const trainingBelowBench: Restriction = {
  regex: "^@whowrote/(bench|server|web)(/|$)",
  message:
    "training imports only core: bench measures what training made, and server meets it only in models/<name>/. What both need belongs in core/src or training/src.",
};

const serverMeetsTrainingInModels: Restriction = {
  regex: "^@whowrote/(training|bench|web)(/|$)",
  message:
    "server imports only core: it meets training in models/<name>/, and web imports types from it. What both need belongs in core/src.",
};

const benchBelowWeb: Restriction = {
  regex: "^@whowrote/web(/|$)",
  message: "bench measures core, training and server. What it needs from web belongs in one of them.",
};

const webStandsOnTypes: Restriction = {
  regex: "^@whowrote/(training|bench)(/|$)",
  message: "web knows the server's types and pure code of core: what it shows of a model comes over the API.",
};

/** Turns the directions of ARCHITECTURE.md into lint rules whose message names the right place. */
export function createImportRules(): OxlintOverride[] {
  return [
    restrict(["core/**/*.{ts,js}"], [memberPaths, coreStandsAlone]),
    restrict(["core/src/**/*.ts"], [memberPaths, coreStandsAlone, coreByPath, pureCore]),
    ...coreLayers.flatMap((layer, height) => layer.modules.flatMap((module) => restrictModule(module, layer, height))),
    restrict(["training/**/*.ts"], [memberPaths, trainingBelowBench]),
    restrict(["server/**/*.ts"], [memberPaths, serverMeetsTrainingInModels]),
    restrict(["bench/**/*.ts"], [memberPaths, benchBelowWeb]),
    restrict(["web/**/*.{ts,tsx}"], [memberPaths, webStandsOnTypes]),
  ];
}

function restrictModule(module: string, layer: Layer, height: number): OxlintOverride[] {
  const always = [memberPaths, coreStandsAlone, coreByPath, ...(edges.has(module) ? [] : [pureCore])];
  const below = coreLayers.slice(0, height).flatMap(({ modules }) => modules);
  const above = coreLayers.slice(height + 1).flatMap(({ modules }) => modules);
  const beside = layer.apart ? layer.modules.filter((other) => other !== module) : [];
  const forbidden = [...beside, ...above].join("|");
  const message = `${module} may import ${listOf(layer.apart ? below : [...below, ...layer.modules], module)}; imports in core go one way (ARCHITECTURE.md). Move what both need down into one of those, or the caller up.`;
  const implementations: Restriction = {
    regex: `^\\./${module}/`,
    message: `${module}.ts is the contract and knows none of its implementations: the table ${module}/index.ts joins them, and the modules above import that.`,
  };
  const whole: Restriction = {
    regex: `^(\\.\\./)+${module}\\.ts$`,
    message: `${module}/ holds the parts of ${module}.ts, and a part does not know the whole: import the other part.`,
  };
  const wrongWay = (prefix: string): Restriction[] =>
    forbidden ? [{ regex: `^${prefix}(${forbidden})(\\.ts$|/)`, message }] : [];
  const isWhole = wholes.has(module);
  return [
    restrict([`core/src/${module}.ts`], [...always, ...wrongWay("\\./"), ...(isWhole ? [] : [implementations])]),
    restrict([`core/src/${module}/**`], [...always, ...wrongWay("(\\.\\./)+"), ...(isWhole ? [whole] : [])]),
  ];
}

function listOf(modules: readonly string[], self: string): string {
  return modules.filter((module) => module !== self).join(", ") || "nothing else of core";
}

function restrict(files: string[], patterns: readonly Restriction[]): OxlintOverride {
  return { files, rules: { "no-restricted-imports": ["error", { patterns: [...patterns] }] } };
}
