import type { CodeDetector } from "../detection.ts";

/** A module that loads a detector: node/load-detector.ts, or another one in its place. */
export interface DetectorModule {
  readonly loadDetector: (options: { readonly folder: string; readonly threads?: number }) => Promise<CodeDetector>;
}
