import type { WireJob } from "@whowrote/server/schema/job";
import { useEffect, useRef, useState } from "react";
import { keepUpload } from "../../upload/kept-upload.ts";
import { packUpload } from "../../upload/pack-upload.ts";
import type { UploadOptions, UploadPlan } from "../../upload/plan-upload.ts";
import { sendUpload } from "../../upload/send-upload.ts";
import type { UploadLimits } from "../../upload/upload-limits.ts";

export interface SendingStep {
  readonly phase: "packing" | "sending" | "unpacking";
  /** 0..1 */
  readonly share: number;
}

interface Sending {
  /** Undefined while nothing is being sent. */
  readonly step: SendingStep | undefined;
  readonly error: Error | undefined;
  readonly start: (plan: UploadPlan, options: UploadOptions) => void;
  readonly cancel: () => void;
}

/** Packs and sends a batch. Who leaves the view stops it. */
export function useSending(limits: UploadLimits, onSent: (job: WireJob) => void): Sending {
  const [step, setStep] = useState<SendingStep>();
  const [error, setError] = useState<Error>();
  const work = useRef<AbortController>(undefined);
  useEffect(() => () => work.current?.abort(), []);
  const send = async (plan: UploadPlan, options: UploadOptions, signal: AbortSignal): Promise<WireJob> => {
    const onPacked = (share: number): void => setStep({ phase: "packing", share });
    onPacked(0);
    const body = await packUpload(plan, options, limits, { signal, onProgress: onPacked });
    const onSentShare = (share: number): void => setStep({ phase: share < 1 ? "sending" : "unpacking", share });
    onSentShare(0);
    const job = await sendUpload(body, { signal, onProgress: onSentShare });
    keepUpload(job.id, plan);
    return job;
  };
  const start = (plan: UploadPlan, options: UploadOptions): void => {
    const { signal } = (work.current = new AbortController());
    setError(undefined);
    send(plan, options, signal).then(onSent, (cause: unknown) => {
      setStep(undefined);
      if (!signal.aborted) setError(cause instanceof Error ? cause : new Error(String(cause)));
    });
  };
  return { step, error, start, cancel: () => work.current?.abort() };
}
