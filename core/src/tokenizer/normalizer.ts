import type { AlignedText } from "./aligned-text.ts";

/** Rewrites text before it is cut into words, and keeps track of where everything came from. */
export type Normalizer = (source: AlignedText) => AlignedText;
