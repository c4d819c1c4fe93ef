import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { networkOf } from "../access/client-address.ts";
import type { AppEnv } from "../app-parts.ts";
import type { CodeText } from "../inference.ts";
import type { PredictRequest } from "../prediction/predictor.ts";
import { codeFields, falsePositiveRate } from "../schema/code.ts";
import { idempotencyHeaders } from "../schema/idempotency-key.ts";
import type { Settings } from "../settings.ts";

/** What a route that judges one piece of code takes, with fields of its own. `name` stands in the OpenAPI document. */
export function judgeRequest<Fields extends z.ZodRawShape>(settings: Settings, name: string, own: Fields) {
  const fields = { ...codeFields(settings), false_positive_rate: falsePositiveRate, ...own };
  const schema = z.strictObject(fields).openapi(name);
  return { headers: idempotencyHeaders, body: { required: true, content: { "application/json": { schema } } } };
}

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

interface WireRequest extends WireCode {
  readonly false_positive_rate?: number | undefined;
  readonly draft?: string | undefined;
}

/** What a valid body asks for, and who asks. */
export function toPredictRequest(
  { false_positive_rate, draft, ...code }: WireRequest,
  context: Context<AppEnv>,
): Omit<PredictRequest, "detail"> {
  return { ...toCodeText(code), ...askerOf(context), falsePositiveRate: false_positive_rate, draft };
}

interface WireCode {
  readonly code: string;
  readonly language?: CodeText["language"];
  readonly path?: string | undefined;
}

export const toCodeText = ({ code, language, path }: WireCode): CodeText => ({ text: code, language, path });
