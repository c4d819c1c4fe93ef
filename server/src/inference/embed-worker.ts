import { enableCompileCache } from "node:module";

enableCompileCache();

const { serveOrders } = await import("./serve-orders.ts");
const { embedCraft } = await import("./embed-craft.ts");
serveOrders(embedCraft);
