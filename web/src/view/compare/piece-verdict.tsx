import { Anchor, Group, Skeleton, Text } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { allows } from "../../session/session.ts";
import { useSession } from "../../session/use-session.ts";
import { useUnits } from "../../settings/use-units.ts";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import { VerdictBadge } from "../../verdict/verdict-badge.tsx";
import type { Comparison, Side } from "./pieces.ts";
import { usePieceVerdict } from "./use-comparison.ts";

const { compare: text } = english;

interface PieceVerdictProperties {
  readonly asked: Comparison | undefined;
  readonly side: Side;
}

/** Who wrote one of the pieces, in one line. */
export function PieceVerdict({ asked, side }: PieceVerdictProperties) {
  const { data, error, isLoading, refetch } = usePieceVerdict(asked, side);
  const { probability } = useUnits();
  const session = useSession();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isLoading) return <Skeleton height={24} width={220} />;
  if (data === undefined) return undefined;
  return (
    <Group gap="sm">
      <VerdictBadge verdict={data.verdict} long />
      <Text size="sm">{data.probability === null ? data.reason : text.probability(probability(data.probability))}</Text>
      {allows(session, "read") && (
        <Anchor component={Link} href={addressOf.detection(data.id)} size="sm">
          {text.toDetection}
        </Anchor>
      )}
    </Group>
  );
}
