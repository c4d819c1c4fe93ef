import { Table, Text } from "@mantine/core";
import { count } from "../../format/count.ts";
import { momentOf } from "../../format/date.ts";
import type { LanguageModels } from "../../narrative/use-language-models.ts";
import { english } from "../../text/english.ts";

const { llm: text } = english;

type Key = NonNullable<LanguageModels["keys"]>[number];

/** The pool of keys, masked, for whoever runs the server. */
export function LlmKeys({ keys }: { readonly keys: readonly Key[] }) {
  const free = keys.filter(({ state }) => state === "free").length;
  return (
    <details>
      <Text component="summary" size="sm">
        {text.keys}: {text.keysFree(count(free), count(keys.length))}
      </Text>
      <Table.ScrollContainer minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {[text.keyName, text.keyUses, text.keyState, text.keyAnswered, text.keyRefused].map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <Table.Tr key={key.name}>
                <Table.Td>
                  {key.name} {key.masked}
                </Table.Td>
                <Table.Td>{key.uses.join(", ")}</Table.Td>
                <Table.Td>{stateOf(key)}</Table.Td>
                <Table.Td>{count(key.answered)}</Table.Td>
                <Table.Td>{count(key.refused)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}

function stateOf({ state, until, reason }: Key): string {
  const parts = [text.state[state], until === undefined ? "" : text.until(momentOf(until)), reason];
  return parts.filter((part) => part !== "").join(", ");
}
