import { Alert, Button, Fieldset, Group, Stack, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { addressOf } from "../../address.ts";
import { count } from "../../format/count.ts";
import { usePreferences } from "../../settings/kept-preferences.ts";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import { checkPlan } from "../../upload/check-plan.ts";
import type { PickSource } from "../../upload/pick-source.ts";
import { planUpload, type UploadOptions, type UploadPlan } from "../../upload/plan-upload.ts";
import { UploadContents } from "./upload-contents.tsx";
import { UploadOptionsForm } from "./upload-options-form.tsx";
import { UploadProgress } from "./upload-progress.tsx";
import { useFilePick } from "./use-file-pick.ts";
import { useSending } from "./use-sending.ts";
import { useUploadLimits } from "./use-upload-limits.ts";

const { batch } = english;

interface UploadPanelProperties {
  readonly source: PickSource;
  /** Goes back to choosing. */
  readonly onClear: () => void;
}

/** What a choice would send, the options, and the sending. */
export function UploadPanel({ source, onClear }: UploadPanelProperties) {
  const { falsePositiveRate } = usePreferences();
  const [options, setOptions] = useState<UploadOptions>({ falsePositiveRate, languages: [], all: false });
  const limits = useUploadLimits();
  const [, navigate] = useLocation();
  const { looked, found, error } = useFilePick(source, options.all);
  const sending = useSending(limits, ({ id }) => navigate(addressOf.job(id)));
  const plan = useMemo(
    () => looked && planUpload(looked.pick, looked.binary, options, limits),
    [looked, options, limits],
  );
  const refusal = plan && checkPlan(plan, limits);
  return (
    <Stack>
      <Title order={2} size="h3">
        {batch.toSend}
      </Title>
      {error && <Failure error={error} onRetry={onClear} />}
      {!plan && !error && <Text role="status">{batch.looking(count(found))}</Text>}
      {plan && <UploadContents plan={plan} entries={looked?.entries} />}
      {refusal !== undefined && <Alert color="orange">{refusal}</Alert>}
      <Fieldset legend={batch.options} disabled={sending.step !== undefined}>
        <UploadOptionsForm options={options} onChange={setOptions} />
      </Fieldset>
      {sending.error && <Failure error={sending.error} />}
      {sending.step === undefined ? (
        <Group>
          <Button
            disabled={plan === undefined || refusal !== undefined}
            onClick={() => plan && sending.start(plan, options)}
          >
            {plan ? labelOf(plan) : batch.send("…")}
          </Button>
          <Button variant="default" onClick={onClear}>
            {batch.clear}
          </Button>
        </Group>
      ) : (
        <UploadProgress step={sending.step} onCancel={sending.cancel} />
      )}
    </Stack>
  );
}

function labelOf({ way, files }: UploadPlan): string {
  if (way === "archive") return batch.sendArchive;
  return files.length === 1 ? batch.sendOne : batch.send(count(files.length));
}
