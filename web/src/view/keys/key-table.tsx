import { Badge, Code, Group, Table, Text, VisuallyHidden } from "@mantine/core";
import { count } from "../../format/count.ts";
import { dayOf, momentOf } from "../../format/date.ts";
import { english } from "../../text/english.ts";
import { keyState } from "./key-state.ts";
import { RevokeKey } from "./revoke-key.tsx";
import type { Key } from "./use-keys.ts";

const { keys: text } = english;

interface KeyTableProperties {
  readonly keys: readonly Key[];
  /** When they were read, in milliseconds since 1970. */
  readonly now: number;
  /** Id of the key that the reader is signed in with. */
  readonly ownId: string | undefined;
}

/** One row a key. A phone shows what matters: name, what it may do, state. */
export function KeyTable({ keys, now, ownId }: KeyTableProperties) {
  return (
    <Table aria-label={text.list} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.name}</Table.Th>
          <Table.Th visibleFrom="sm">{text.scopes}</Table.Th>
          <Table.Th visibleFrom="lg" ta="right">
            {text.rate}
          </Table.Th>
          <Table.Th visibleFrom="md">{text.created}</Table.Th>
          <Table.Th visibleFrom="md">{text.lastUsed}</Table.Th>
          <Table.Th>{text.state}</Table.Th>
          <Table.Th>
            <VisuallyHidden>{text.revoke}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} data={key} state={keyState(key, now)} isOwn={key.id === ownId} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface KeyRowProperties {
  readonly data: Key;
  readonly state: ReturnType<typeof keyState>;
  readonly isOwn: boolean;
}

function KeyRow({ data: key, state: { isGood, words }, isOwn }: KeyRowProperties) {
  const scopes = key.scopes.map((scope) => text.scope[scope]).join(", ");
  return (
    <Table.Tr opacity={isGood ? 1 : 0.75}>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm" fw={500} className="breaks">
            {key.name}
          </Text>
          {isOwn && (
            <Badge size="sm" variant="light">
              {text.yours}
            </Badge>
          )}
        </Group>
        <Code>{key.id}</Code>
        <Text size="sm" hiddenFrom="sm">
          {scopes}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{scopes}</Table.Td>
      <Table.Td visibleFrom="lg" ta="right">
        {key.rate_per_minute === undefined ? text.usualRate : count(key.rate_per_minute)}
      </Table.Td>
      <Table.Td visibleFrom="md">{dayOf(key.created_at)}</Table.Td>
      <Table.Td visibleFrom="md">{key.last_used_at === undefined ? text.never : momentOf(key.last_used_at)}</Table.Td>
      <Table.Td>{words}</Table.Td>
      <Table.Td ta="right">{key.revoked_at === undefined && <RevokeKey data={key} isOwn={isOwn} />}</Table.Td>
    </Table.Tr>
  );
}
