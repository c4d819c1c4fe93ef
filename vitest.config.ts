import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    isolate: true,
    // Much of the time tests wait for servers and browsers; by default one core would stand idle.
    maxWorkers: "100%",
    include: ["{core,training,server,web,bench}/test/**/*.test.ts", "house/*.test.ts"],
    expect: { requireAssertions: true },
    // Parsing, forests and worker threads on a slow shared machine; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
