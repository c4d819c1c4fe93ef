import { Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { ApiError } from "../../api/api-error.ts";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { AnswerHeadline } from "../../evidence/answer-headline.tsx";
import { AnswerSummary } from "../../evidence/answer-summary.tsx";
import { DetectorVotes } from "../../evidence/detector-votes.tsx";
import { Section } from "../../evidence/section.tsx";
import { SignalList } from "../../evidence/signal-list.tsx";
import { momentOf } from "../../format/date.ts";
import { RewritingVote } from "../../narrative/rewriting-vote.tsx";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { DisputeForm } from "../history/dispute-form.tsx";
import { StoredCode } from "./stored-code.tsx";

const { detection, dispute, evidence } = english;

/** A stored answer as it was given, with what was said about it since. */
export function DetectionView({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["prediction", id],
    queryFn: async ({ signal }) =>
      answerOf(api.predictions.api.v1.predictions[":id"].$get({ param: { id } }, { init: { signal } })),
    staleTime: Infinity,
  });
  return (
    <Stack gap="lg">
      <ViewTitle name={detection.title}>{data?.path ?? detection.title}</ViewTitle>
      {error ? (
        isGone(error) ? (
          <Text>{detection.gone}</Text>
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data === undefined ? (
        <Loading />
      ) : (
        <>
          <Paper withBorder p="md">
            <Stack gap="xs">
              <AnswerHeadline answer={data} />
              <AnswerSummary answer={data} />
              <Group gap="md">
                <Text size="sm">{detection.of(momentOf(data.created_at))}</Text>
                {data.job_id !== undefined && (
                  <Anchor component={Link} href={addressOf.job(data.job_id)} size="sm">
                    {detection.job}
                  </Anchor>
                )}
              </Group>
            </Stack>
          </Paper>
          <Section title={evidence.detectors}>
            <DetectorVotes detectors={data.detectors} />
          </Section>
          {data.rewriting && (
            <Section title={english.rewriting.title}>
              <RewritingVote answer={data} />
            </Section>
          )}
          <Section title={evidence.signals}>
            <SignalList signals={data.reasons} />
          </Section>
          <StoredCode stored={data} />
          <Section title={dispute.title}>
            <DisputeForm predictionId={data.id} />
          </Section>
        </>
      )}
    </Stack>
  );
}

/** Deleted, or never there: an id that is none is refused with 422. */
const isGone = (error: Error): boolean => error instanceof ApiError && (error.status === 404 || error.status === 422);
