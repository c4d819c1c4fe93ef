import { defineConfig } from "oxlint";
import { createImportRules } from "./house/import-directions.ts";

/** Places that speak to a terminal. */
const terminals = [
  "core/bin/**",
  "core/src/cli/**",
  "training/src/cli/**",
  "training/runs/**",
  "server/src/cli/**",
  "bench/src/**",
];

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise", "node", "vitest"],
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  ignorePatterns: ["**/fixtures/**", "examples/**", "models/**", "bench/results/**"],
  rules: {
    // One concept, one file.
    "max-lines": ["error", { max: 400 }],
    "max-depth": ["error", { max: 5 }],
    "max-params": ["error", { max: 6 }],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],

    // The API is typed by hand and imports go one way.
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-duplicates": "error",
    "import/no-commonjs": "error",
    "import/no-mutable-exports": "error",
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "unicorn/prefer-node-protocol": "error",

    // Types say what a value is.
    "typescript/no-explicit-any": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    "typescript/no-import-type-side-effects": "error",
    "typescript/consistent-type-definitions": ["error", "interface"],
    "typescript/array-type": ["error", { default: "array" }],
    "typescript/ban-ts-comment": "error",
    "typescript/no-namespace": "error",
    "typescript/no-empty-object-type": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/use-unknown-in-catch-callback-variable": "error",
    "typescript/prefer-nullish-coalescing": "error",
    "typescript/prefer-optional-chain": "error",
    "typescript/no-deprecated": "error",

    // Promises are awaited, errors keep their cause.
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/return-await": "error",
    "typescript/require-await": "error",
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",
    "unicorn/error-message": "error",
    "no-empty": "error",
    "preserve-caught-error": "error",

    // Plain code.
    eqeqeq: ["error", "always", { null: "ignore" }],
    "no-var": "error",
    "prefer-const": "error",
    "no-console": "error",
    "no-alert": "error",
    "no-param-reassign": "error",
    "no-sequences": "error",
    "no-useless-return": "error",
    "no-shadow": ["error", { allow: ["_"] }],
    "no-warning-comments": "error",
    "object-shorthand": "error",
    "prefer-template": "error",
    "unicorn/no-array-for-each": "error",
    "unicorn/no-abusive-eslint-disable": "error",

    // Off, each for a reason.
    "no-await-in-loop": "off", // what runs one after the other here does so on purpose
    "no-underscore-dangle": "off",
    "no-unmodified-loop-condition": "off", // does not see what a closure changes
    "typescript/no-unnecessary-type-parameters": "off", // a worker pool's message types stand nowhere else
    "oxc/no-map-spread": "off", // a changed copy of a readonly value is what we want
    "no-control-regex": "off", // text under judgement holds every character
    "import/no-named-as-default-member": "off", // fast-check is read as fc.property
    "typescript/consistent-return": "off", // the type checker asks for it
    "typescript/no-misused-spread": ["error", { allow: ["string"] }], // by code points, on purpose
    "typescript/no-unsafe-type-assertion": "off", // Object.fromEntries over a typed list of keys cannot be typed otherwise
    "unicorn/no-useless-spread": "off", // takes [...typedArray] for a copy of an array
    "unicorn/no-array-sort": "off", // sorting a fresh or typed array in place is what we want
    "unicorn/no-array-reverse": "off",
    "unicorn/consistent-function-scoping": "off", // a small function may stand where it is used
    "unicorn/require-post-message-target-origin": "off", // for browser windows; ours are worker threads
    "import/no-unassigned-import": "off", // the bin file starts the program by importing it
  },
  overrides: [
    ...createImportRules(),
    {
      // Core is pure: the same values in, the same values out, on any machine and at any time.
      files: ["core/src/**/*.ts"],
      excludeFiles: ["core/src/node/**", "core/src/cli/**"],
      rules: {
        "no-restricted-globals": [
          "error",
          ...["process", "Buffer", "fetch", "performance", "Date", "crypto", "Worker", "setTimeout", "setInterval"].map(
            (name) => ({
              name,
              message: `core takes values and gives values: ${name} belongs in core/src/node/ or core/src/cli/.`,
            }),
          ),
        ],
        "no-restricted-properties": [
          "error",
          {
            object: "Math",
            property: "random",
            message: "The same input gives the same bytes: take a seeded generator as an argument.",
          },
        ],
      },
    },
    {
      // The page: runs in a browser, where everybody must be able to use it.
      files: ["web/src/**/*.{ts,tsx}"],
      plugins: ["react", "jsx-a11y"],
      rules: {
        "react/react-in-jsx-scope": "off", // the compiler imports it by itself
        "react/jsx-key": "error",
        "react/rules-of-hooks": "error",
        "react/exhaustive-deps": "error",
        "react/jsx-no-target-blank": "error",
        "react/no-danger": "error",
        "jsx-a11y/prefer-tag-over-role": "off", // role="status" on a block is as good, and takes a block inside
      },
    },
    // A translation is one file.
    { files: ["web/src/text/english.ts"], rules: { "max-lines": "off" } },
    { files: terminals, rules: { "no-console": "off" } },
    {
      // Plain JavaScript, which the type checker does not read.
      files: ["core/bin/*.js"],
      rules: {
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-call": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
      },
    },
    { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
    {
      files: ["**/test/**/*.ts", "house/**/*.test.ts"],
      rules: {
        "max-lines": ["error", { max: 800 }],
        "no-restricted-properties": [
          "error",
          ...["fn", "mock", "doMock", "spyOn", "stubGlobal", "useFakeTimers"].map((property) => ({
            object: "vi",
            property,
            message: "A test uses the real part; what it cannot use is passed in as an argument.",
          })),
        ],
        "oxc/erasing-op": "off", // a value counted by hand shows its terms
        "vitest/expect-expect": "off", // vitest itself asks for it: expect.requireAssertions
        "vitest/no-conditional-expect": "off", // table tests check what a row has
        "vitest/prefer-strict-equal": "off",
      },
    },
  ],
});
