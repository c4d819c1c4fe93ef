import type { Logger } from "pino";
import type { Inference } from "../inference.ts";
import type { Settings } from "../settings.ts";
import type { Variables } from "../settings/read-variables.ts";

/** What language models are opened with. */
export interface LanguageModelParts {
  readonly settings: Settings;
  /** The environment, with the keys. */
  readonly variables: Variables;
  /** Relative files are taken from here. */
  readonly cwd: string;
  readonly logger: Logger;
  /** Makes the vectors that rewrites are compared by; absent where no encoder is installed. */
  readonly embed: Inference["embed"];
  /** Folder of that encoder. */
  readonly encoderFolder: string | undefined;
  /** Fires when the server begins to stop. */
  readonly stopping: AbortSignal;
}
