import { Paper, Table, Text, Title } from "@mantine/core";
import { momentOf } from "../../format/date.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
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
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing="xs" aria-labelledby="changes">
            <Table.Thead>
              <Table.Tr>
                {[text.when, text.what, text.becomes, text.who].map((heading) => (
                  <Table.Th key={heading} scope="col">
                    {heading}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.changes.map(({ id, at, actor, action, after }) => (
                <Table.Tr key={id}>
                  <Table.Td>{momentOf(at)}</Table.Td>
                  <Table.Td>{text.action[action]}</Table.Td>
                  <Table.Td>
                    {lineupText(after).map((line) => (
                      <div key={line}>{line}</div>
                    ))}
                  </Table.Td>
                  <Table.Td>{actor}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
}
