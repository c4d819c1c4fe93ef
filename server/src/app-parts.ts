import type { HttpBindings } from "@hono/node-server";
import type { Logger } from "pino";
import type { Access, Caller } from "./access.ts";
import type { Inference } from "./inference.ts";
import type { Jobs } from "./job.ts";
import type { LanguageModels } from "./language-models.ts";
import type { Metrics } from "./metrics.ts";
import type { Predictor } from "./prediction/predictor.ts";
import type { ModelVersions } from "./model-version.ts";
import type { Monitoring } from "./monitoring.ts";
import type { Page } from "./page/open-page.ts";
import type { Retraining } from "./retrain.ts";
import type { Settings } from "./settings.ts";
import type { Storage } from "./storage.ts";

/** Everything that the routes stand on. Opened and closed by whoever makes the app: `main.ts`, or a test. */
export interface AppParts {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly storage: Storage;
  readonly inference: Inference;
  readonly versions: ModelVersions;
  readonly access: Access;
  readonly predictor: Predictor;
  readonly jobs: Jobs;
  readonly monitoring: Monitoring;
  readonly retraining: Retraining;
  readonly languageModels: LanguageModels;
  readonly page: Page;
  /** Fires when the server begins to stop: what streams ends, and `/ready` says so. */
  readonly stopping: AbortSignal;
}

/** What a request carries through the middleware. */
export interface AppEnv {
  /** Left out in tests that call the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Set by `access.authenticate`. */
    caller: Caller;
    /** Text of a JSON body, set by `middleware/json-body.ts`. */
    bodyText: string;
    /** What stands in the log and the metrics in the place of the pattern that answered. */
    route?: string;
  };
}
