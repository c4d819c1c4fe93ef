import { createHash } from "node:crypto";
import { z } from "zod";
import type { CodeText } from "./texts.ts";

/** Services of the same kind in Python: one computes what whowrote does, the other some cheap features. */
export const peerIds = ["same-features", "light"] as const;
export type PeerId = (typeof peerIds)[number];
export type TargetId = "whowrote" | PeerId;

/** What a right answer says. */
export interface Answered {
  /** It was in memory. */
  readonly isCached: boolean;
}

/** How to ask a server about code, and what a right answer is. */
export interface Target {
  readonly path: string;
  /** @throws when the answer is not one, or is about other code than was sent */
  readonly read: (answer: unknown, sent: CodeText) => Answered;
}

const sha256 = (...parts: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

const verdict = z.enum(["human", "ai", "uncertain"]);
const probability = z.number().min(0).max(1);
const predictionSchema = z.object({
  id: z.string().min(1),
  content_hash: z.string(),
  verdict,
  probability: probability.nullable(),
  cached: z.boolean(),
});
const peerSchema = z.object({ content_hash: z.string(), verdict, probability });

function checkHash(told: string, expected: string): void {
  if (told !== expected) throw new Error("it is about other code than was sent");
}

const peer: Target = {
  path: "/predict",
  read: (answer, { code }) => {
    checkHash(peerSchema.parse(answer).content_hash, sha256(code));
    return { isCached: false };
  },
};

export const targets: Readonly<Record<TargetId, Target>> = {
  whowrote: {
    path: "/api/v1/predict",
    read: (answer, { language, code }) => {
      const { content_hash, cached } = predictionSchema.parse(answer);
      checkHash(content_hash, sha256(`${language}\0`, code));
      return { isCached: cached };
    },
  },
  "same-features": peer,
  light: peer,
};
