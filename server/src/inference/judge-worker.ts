import { enableCompileCache } from "node:module";

// Each thread keeps its own; everything heavy is imported after this.
enableCompileCache();

const { serveOrders } = await import("./serve-orders.ts");
const { createJudgeCraft } = await import("./judge-craft.ts");
serveOrders(createJudgeCraft());
