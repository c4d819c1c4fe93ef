import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { WireJobFile } from "@whowrote/server/schema/job";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { AnswerSummary } from "../../evidence/answer-summary.tsx";
import { DetectorVotes } from "../../evidence/detector-votes.tsx";
import { Section } from "../../evidence/section.tsx";
import { SignalList } from "../../evidence/signal-list.tsx";
import { TopTokens } from "../../evidence/top-tokens.tsx";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";

const {
  job: { panel },
  evidence,
} = english;

/** Why a file got its verdict, or none. */
export function FileAnswer({ file }: { readonly file: WireJobFile }) {
  const id = file.prediction_id;
  const { data, error, refetch } = useQuery({
    queryKey: ["prediction", id],
    queryFn: async ({ signal }) =>
      answerOf(api.predictions.api.v1.predictions[":id"].$get({ param: { id: id! } }, { init: { signal } })),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  if (id === undefined) return <Text size="sm">{file.error ?? panel.noAnswer}</Text>;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <Stack gap="lg">
      <AnswerSummary answer={data} />
      <Section title={evidence.detectors}>
        <DetectorVotes detectors={data.detectors} />
      </Section>
      <Section title={evidence.signals}>
        <SignalList signals={data.reasons} />
      </Section>
      {data.probability !== null && (
        <Section title={evidence.tokens}>
          <TopTokens tokens={data.top_tokens} />
        </Section>
      )}
    </Stack>
  );
}
