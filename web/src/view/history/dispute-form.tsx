import { Button, Radio, Stack, Text, Textarea } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { count } from "../../format/count.ts";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import { FeedbackList } from "./feedback-list.tsx";
import { type Origin, origins, useGiveFeedback } from "./use-feedback.ts";

const { dispute: text } = english;

/** As the API takes it. */
const longestNote = 4000;

/** Lets somebody say who wrote the code of a stored prediction, and shows what was said before. */
export function DisputeForm({ predictionId }: { readonly predictionId: string }) {
  const [says, setSays] = useState<Origin>();
  const [note, setNote] = useState("");
  const give = useGiveFeedback(predictionId);
  const isTooLong = note.length > longestNote;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (says === undefined || isTooLong) return;
    give.mutate(
      { says, note },
      {
        onSuccess: () => {
          setSays(undefined);
          setNote("");
        },
      },
    );
  };
  return (
    <Stack>
      <form onSubmit={send}>
        <Stack gap="sm" align="stretch">
          <Text size="sm">{text.intro}</Text>
          <Radio.Group
            label={text.saysWho}
            value={says ?? null}
            onChange={(value) => setSays(origins.find((one) => one === value))}
          >
            <Stack gap="xs" mt="xs">
              {origins.map((origin) => (
                <Radio key={origin} value={origin} label={text.says[origin]} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={text.note}
            description={text.noteHint}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={isTooLong && text.tooLong(count(longestNote))}
            autosize
            minRows={2}
            maxRows={8}
          />
          {give.error && <Failure error={give.error} />}
          <Button type="submit" disabled={says === undefined || isTooLong} loading={give.isPending}>
            {text.send}
          </Button>
        </Stack>
      </form>
      <Text role="status" size="sm">
        {give.isSuccess && says === undefined ? text.kept : ""}
      </Text>
      <FeedbackList predictionId={predictionId} />
    </Stack>
  );
}
