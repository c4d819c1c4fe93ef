import type { EditorView } from "@codemirror/view";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";

import { useMemo, useRef } from "react";
import { CodeEditor } from "../../editor/code-editor.tsx";
import { goTo } from "../../editor/go-to.ts";
import { askExplanation } from "../../evidence/ask-explanation.ts";
import { Section } from "../../evidence/section.tsx";
import { TopTokens } from "../../evidence/top-tokens.tsx";
import { HeatLegend } from "../../heat/heat-legend.tsx";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import styles from "./detection.module.css";
import type { StoredAnswer } from "./stored-answer.ts";

const { detection, evidence } = english;

/** The strongest words, and the code where the server has kept it; there one can go to them, and see the heat map. */
export function StoredCode({ stored }: { readonly stored: StoredAnswer }) {
  const { code, top_tokens: tokens } = stored;
  const editor = useRef<EditorView>(undefined);
  return (
    <>
      {stored.probability !== null && (
        <Section title={evidence.tokens}>
          <TopTokens
            tokens={tokens}
            onJump={code === undefined ? undefined : (place) => editor.current && goTo(editor.current, place)}
          />
        </Section>
      )}
      <Section title={detection.code}>
        {code === undefined ? (
          <Text size="sm">{detection.noCode}</Text>
        ) : (
          <KeptCode
            stored={stored}
            code={code}
            onView={(view) => {
              editor.current = view;
            }}
          />
        )}
      </Section>
    </>
  );
}

interface KeptCodeProperties {
  readonly stored: StoredAnswer;
  readonly code: string;
  readonly onView: (view: EditorView | undefined) => void;
}

function KeptCode({ stored, code, onView }: KeptCodeProperties) {
  const { language, path, false_positive_rate: rate } = stored;
  const content = useMemo(() => ({ text: code }), [code]);
  const shading = useMutation({
    mutationFn: async () => askExplanation({ code, language, path, rate }, new AbortController().signal),
  });
  const heat = useMemo(() => shading.data && { text: code, map: shading.data.evidence.lexical }, [shading.data, code]);
  return (
    <Stack gap="xs">
      {heat ? (
        <HeatLegend />
      ) : (
        <Group gap="sm">
          <Button size="xs" variant="default" loading={shading.isPending} onClick={() => shading.mutate()}>
            {detection.heat}
          </Button>
          <Text size="xs" c="dimmed">
            {detection.heatNote}
          </Text>
        </Group>
      )}
      {shading.error && <Failure error={shading.error} onRetry={() => shading.mutate()} />}
      <div className={styles["code"]}>
        <CodeEditor label={detection.code} content={content} language={language} heat={heat} onView={onView} readOnly />
      </div>
    </Stack>
  );
}
