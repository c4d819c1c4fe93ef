import { lockDataFolder } from "../../src/storage/data-folder-lock.ts";

/** A process that holds a data folder until it is killed, or says why it does not. */
const lock = await lockDataFolder(process.env["WHOWROTE_DATA"] ?? "");
process.once("exit", () => lock.release());
process.stdout.write("held\n");
setInterval(() => undefined, 1000);
