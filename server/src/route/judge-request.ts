import { networkOf } from "../access/client-address.ts";
import type { Context } from "hono";
import type { AppEnv } from "../app-parts.ts";
import type { CodeText } from "../inference.ts";
import type { PredictRequest } from "../prediction/predictor.ts";

/** Who asks, whose requests wait in one line, and when they have gone. */
export function askerOf(context: Context<AppEnv>): Pick<PredictRequest, "stickyKey" | "keyId" | "signal"> {
  const { keyId, address } = context.get("caller");
  return { stickyKey: keyId ?? networkOf(address), keyId, signal: goneSignal(context.req.raw.signal) };
}

/** Fires with an error when the client has gone: the server's own reason is a mere text, which no error handler is given. */
function goneSignal(signal: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  return gone.signal;
}

interface WireCode {
  readonly code: string;
  readonly language?: CodeText["language"];
  readonly path?: string | undefined;
}

export const toCodeText = ({ code, language, path }: WireCode): CodeText => ({ text: code, language, path });
