import { List, Stack, Table, Text } from "@mantine/core";
import { bytes } from "../../format/bytes.ts";
import { count } from "../../format/count.ts";
import { english } from "../../text/english.ts";
import type { UploadPlan } from "../../upload/plan-upload.ts";
import type { ArchiveEntry } from "../../upload/upload-order.ts";

const { batch } = english;
const mostExamples = 3;

interface UploadContentsProperties {
  readonly plan: UploadPlan;
  readonly entries: readonly ArchiveEntry[] | undefined;
}

/** What will be sent, and what is left out and why. */
export function UploadContents({ plan, entries }: UploadContentsProperties) {
  const { way, skipped, rules } = plan;
  const reasons = [...Map.groupBy(skipped, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  return (
    <Stack gap="xs">
      <List size="sm">
        <List.Item>{describe(plan)}</List.Item>
        {way === "archive" && <List.Item>{describeEntries(entries)}</List.Item>}
        {rules.length > 0 && <List.Item>{batch.rules}</List.Item>}
        {way !== "archive" && (
          <List.Item>{skipped.length === 0 ? batch.skippedNothing : batch.skipped(count(skipped.length))}</List.Item>
        )}
      </List>
      {reasons.length > 0 && (
        <Table.ScrollContainer minWidth={320} mah={260}>
          <Table verticalSpacing={4} captionSide="top" aria-label={batch.skipped(count(skipped.length))}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{batch.reason}</Table.Th>
                <Table.Th>{batch.count}</Table.Th>
                <Table.Th>{batch.examples}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {reasons.map(([reason, paths]) => (
                <Table.Tr key={reason}>
                  <Table.Td>{reason}</Table.Td>
                  <Table.Td>{count(paths.length)}</Table.Td>
                  <Table.Td>
                    <Text size="sm" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
                      {paths
                        .slice(0, mostExamples)
                        .map(({ path }) => path)
                        .join(", ")}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function describe({ way, files, bytes: size }: UploadPlan): string {
  if (way === "archive") return batch.archive(files[0]!.path, bytes(size));
  return files.length === 1 ? batch.oneFile(bytes(size)) : batch.files(count(files.length), bytes(size));
}

function describeEntries(entries: readonly ArchiveEntry[] | undefined): string {
  if (entries === undefined) return batch.archiveClosed;
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return batch.archiveHolds(count(entries.length), bytes(size));
}
