import { parentPort } from "node:worker_threads";

parentPort!.on("message", (task: number | "exit" | "throw") => {
  if (task === "exit") process.exit(3);
  if (task === "throw") throw new Error("the task broke");
  parentPort!.postMessage(task * 2);
});
