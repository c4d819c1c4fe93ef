import { Button, Group, Stack, Text } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { WireJob, WireJobFile } from "@whowrote/server/schema/job";
import { useMemo } from "react";
import type { LanguageId } from "whowrote/language";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { CodeEditor } from "../../editor/code-editor.tsx";
import { languageNames } from "../../format/language-name.ts";
import { HeatLegend } from "../../heat/heat-legend.tsx";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { readUploaded } from "../../upload/kept-upload.ts";
import styles from "./file-panel.module.css";

const {
  job: { panel },
} = english;

interface FileCodeProperties {
  readonly job: WireJob;
  readonly file: WireJobFile;
}

/** The code of a file with its heat map, where this page has sent it. */
export function FileCode({ job, file }: FileCodeProperties) {
  const { data: code, isPending } = useQuery({
    queryKey: ["uploaded", job.id, file.path],
    queryFn: async ({ signal }) => readUploaded(job.id, file.path, signal),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (isPending) return <Loading />;
  if (code == null) return <Text size="sm">{panel.noCode}</Text>;
  return <ShadedCode job={job} file={file} code={code} />;
}

function ShadedCode({ job, file, code }: FileCodeProperties & { readonly code: string }) {
  const language = isLanguage(file.language) ? file.language : undefined;
  const isShadeable = file.verdict !== undefined;
  const [wantsHeat, setWantsHeat] = useSessionStorage({ key: "whowrote-batch-heat", defaultValue: false });
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["batch-heat", job.id, file.position],
    queryFn: async ({ signal }) => explain(code, { job, file, language }, signal),
    enabled: isShadeable && wantsHeat,
    staleTime: Infinity,
  });
  const content = useMemo(() => ({ text: code }), [code]);
  const heat = useMemo(() => data && { text: code, map: data.evidence.lexical }, [data, code]);
  return (
    <Stack gap="xs">
      {isShadeable && !wantsHeat && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setWantsHeat(true)}>
            {panel.heat}
          </Button>
          <Text size="xs" c="dimmed">
            {panel.heatNote}
          </Text>
        </Group>
      )}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {isFetching && (
        <Text size="sm" role="status">
          {panel.heating}
        </Text>
      )}
      {heat && <HeatLegend />}
      <div className={styles["code"]}>
        <CodeEditor label={file.path} content={content} language={language} heat={heat} readOnly />
      </div>
    </Stack>
  );
}

interface ExplainInput extends FileCodeProperties {
  readonly language: LanguageId | undefined;
}

async function explain(code: string, { job, file, language }: ExplainInput, signal: AbortSignal) {
  const { false_positive_rate: rate } = job.options;
  const json = {
    // Half surrogate pairs and NUL are refused; signs of the same length keep the places.
    code: code.toWellFormed().replaceAll("\0", "\u2400"),
    path: file.path.slice(-1024),
    ...(language !== undefined && { language }),
    ...(rate !== undefined && { false_positive_rate: rate }),
  };
  return answerOf(api.explain.api.v1.explain.$post({ json, header: {} }, { init: { signal } }));
}

const isLanguage = (id: string | undefined): id is LanguageId => id !== undefined && id in languageNames;
