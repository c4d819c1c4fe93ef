import { Stack, Switch, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Explained } from "../evidence/explained.ts";
import { count } from "../format/count.ts";
import { Failure } from "../shell/failure.tsx";
import { english } from "../text/english.ts";
import { RewritingVote } from "./rewriting-vote.tsx";
import type { LanguageModels } from "./use-language-models.ts";

const { rewriting: text } = english;

interface Properties {
  readonly models: LanguageModels;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
  readonly asked: UseQueryResult<Explained>;
  /** Without the vote. */
  readonly verdict: Explained["verdict"];
}

/** The switch that has this one text rewritten, with where it goes, and what comes of it. */
export function RewritingPanel({ models: { place, rewriting }, isOn, onSwitch, asked, verdict }: Properties) {
  const { data, error, isFetching, refetch } = asked;
  const note =
    rewriting.allowed && place
      ? text.sends(rewriting.models.join(", "), place.host, count(rewriting.rewrites))
      : rewriting.why;
  return (
    <Stack gap="xs">
      <Switch
        label={text.label}
        description={note}
        checked={isOn}
        disabled={!rewriting.allowed}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <Text size="sm" role="status">
        {isOn && isFetching && text.waiting}
      </Text>
      {isOn && error && <Failure error={error} onRetry={() => void refetch()} />}
      {isOn && data && <RewritingVote answer={data} before={verdict} />}
    </Stack>
  );
}
