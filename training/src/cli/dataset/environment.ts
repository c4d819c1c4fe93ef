import type { CliEnvironment } from "whowrote/cli/environment";

/** What the commands about datasets touch outside. */
export type DatasetEnvironment = Pick<CliEnvironment, "stdout" | "stderr" | "cwd" | "variables" | "onInterrupt">;
