import { Anchor, DataList, Text } from "@mantine/core";
import { addressOf } from "../../address.ts";
import { bytes } from "../../format/bytes.ts";
import { count } from "../../format/count.ts";
import type { Identity } from "../../session/session.ts";
import { english } from "../../text/english.ts";
import { Section } from "./section.tsx";

const { settings: text } = english;

/** Which server this is, what it takes, and what becomes of the code. */
export function AboutSection({ identity }: { readonly identity: Identity | undefined }) {
  return (
    <Section title={text.about}>
      {identity && (
        <DataList labelWidth={160} withDivider>
          {rowsOf(identity).map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
        </DataList>
      )}
      <Text size="sm">{text.privacy}</Text>
      <Anchor href={addressOf.apiDocs()} size="sm">
        {text.docs}
      </Anchor>
    </Section>
  );
}

function rowsOf({ version, model_version, limits, keeps, key }: Identity): readonly (readonly [string, string])[] {
  const { days } = keeps;
  return [
    [text.version, version],
    [text.model, model_version],
    [text.storesCode, keeps.code ? text.stored : text.notStored],
    [text.retention, days === null ? text.forEver : text.days(count(days))],
    [
      text.limits,
      [
        text.limitFile(bytes(limits.file_bytes)),
        text.limitArchive(bytes(limits.archive_bytes), count(limits.archive_files)),
        ...(key?.rate_per_minute === undefined ? [] : [text.limitRate(count(key.rate_per_minute))]),
      ].join("; "),
    ],
  ];
}
