import { List, Stack, Text } from "@mantine/core";
import { momentOf } from "../../format/date.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { useFeedback } from "./use-feedback.ts";

const { dispute: text } = english;

const said = { human: text.saidHuman, ai: text.saidAi, unsure: text.saidUnsure } as const;

/** What was said about a verdict so far. */
export function FeedbackList({ predictionId }: { readonly predictionId: string }) {
  const { data, error, isPending, refetch } = useFeedback(predictionId);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm" id={`said-${predictionId}`}>
        {text.before}
      </Text>
      {data.feedback.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.nobody}
        </Text>
      ) : (
        <List size="sm" spacing="xs" aria-labelledby={`said-${predictionId}`}>
          {data.feedback.map(({ id, says, note, created_at }) => (
            <List.Item key={id}>
              {text.somebody} {said[says]}
              <Text span c="dimmed">
                {" · "}
                {momentOf(created_at)}
              </Text>
              {note !== "" && <Text size="sm">{note}</Text>}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
