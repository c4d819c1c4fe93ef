#!/usr/bin/env node
// Plain JavaScript for any Node: the program itself is TypeScript, which Node runs directly from version 24 on.
import { spawn } from "node:child_process";
import * as nodeModule from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const major = Number(process.versions.node.split(".")[0]);
if (major >= 24) {
  if (runsForDays() && needsLeanMemory()) restartLean();
  nodeModule.enableCompileCache();
  await import("../src/cli/main.ts");
} else runPinnedNode();

function runsForDays() {
  return ["serve", "worker"].includes(process.argv[2]);
}

/** Only glibc reads the variable, and only when a process starts; whoever has set it knows better. */
function needsLeanMemory() {
  return (
    process.platform === "linux" &&
    process.execve !== undefined &&
    process.env["MALLOC_TRIM_THRESHOLD_"] === undefined &&
    process.report.getReport().header["glibcVersionRuntime"] !== undefined
  );
}

/**
 * Becomes the same program with an allocator that gives memory back. glibc keeps what the compiler of WebAssembly needed for
 * some seconds, hundreds of MB, for as long as the process lives.
 */
function restartLean() {
  const lean = { MALLOC_TRIM_THRESHOLD_: "131072", MALLOC_MMAP_THRESHOLD_: "131072" };
  const args = [...process.execArgv, "--max-semi-space-size=16", ...process.argv.slice(1)];
  process.execve(process.execPath, [process.execPath, ...args], { ...process.env, ...lean });
}

/** Runs this file again with the Node of the npm package `node`; signals and the exit code pass through. */
function runPinnedNode() {
  const child = spawn(findPinnedNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`whowrote: ${error.message}. Run npm ci again, or use Node 24 or newer.`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

function findPinnedNode() {
  try {
    return nodeModule.createRequire(import.meta.url).resolve("node/bin/node");
  } catch {
    console.error(
      `whowrote: Node ${process.versions.node} is too old, and the npm package node (24) is not installed: run npm ci.`,
    );
    process.exit(2);
  }
}
