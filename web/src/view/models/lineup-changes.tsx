import { Paper, Text, Title } from "@mantine/core";
import { momentOf } from "../../format/date.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { FigureTable } from "./figure-table.tsx";
import { lineupText } from "./lineup-text.ts";
import { useLineupChanges } from "./use-lineup.ts";

const { models: text } = english;

/** Who changed which version answers. */
export function LineupChanges() {
  const { data, error, isPending, refetch } = useLineupChanges();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="changes">
      <Title order={2} size="h4" id="changes">
        {text.changes}
      </Title>
      <Text size="sm" c="dimmed">
        {data?.changes.length === 0 ? text.noChanges : text.changesIs}
      </Text>
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && data.changes.length > 0 && (
        <FigureTable
          label={text.changes}
          columns={[text.when, text.what, text.becomes, text.who]}
          rows={data.changes.map(({ id, at, actor, action, after }) => ({
            key: id,
            cells: [
              momentOf(at),
              text.action[action],
              lineupText(after).map((line) => <div key={line}>{line}</div>),
              actor,
            ],
          }))}
        />
      )}
    </Paper>
  );
}
