import { networkOf } from "../access/client-address.ts";
import type { Context } from "hono";
import type { AppEnv } from "../app-parts.ts";
import type { CodeText } from "../inference.ts";
import type { PredictRequest } from "../prediction/predictor.ts";

/** Who asks, whose requests wait in one line, and when they have gone. */
export function askerOf(context: Context<AppEnv>): Pick<PredictRequest, "stickyKey" | "keyId" | "signal"> {
  const { keyId, address } = context.get("caller");
  return { stickyKey: keyId ?? networkOf(address), keyId, signal: context.req.raw.signal };
}

interface WireCode {
  readonly code: string;
  readonly language?: CodeText["language"];
  readonly path?: string | undefined;
}

export const toCodeText = ({ code, language, path }: WireCode): CodeText => ({ text: code, language, path });
