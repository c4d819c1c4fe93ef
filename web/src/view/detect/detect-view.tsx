import type { EditorView } from "@codemirror/view";
import { Alert, Stack, Text } from "@mantine/core";
import { useCallback, useId, useMemo, useRef } from "react";
import { CodeEditor } from "../../editor/code-editor.tsx";
import { goTo } from "../../editor/go-to.ts";
import type { Question } from "../../evidence/ask-explanation.ts";
import type { JumpTo } from "../../evidence/jump-to.ts";
import { useSession } from "../../session/use-session.ts";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { AnswerColumn } from "./answer-column.tsx";
import styles from "./detect.module.css";
import { DetectToolbar } from "./detect-toolbar.tsx";
import { HeatControls } from "./heat-controls.tsx";
import { toHeat } from "./to-heat.ts";
import { useChoices } from "./use-choices.ts";
import { useDraft } from "./use-draft.ts";
import { useJudgement } from "./use-judgement.ts";
import { useSources } from "./use-sources.ts";

const { detect } = english;

/** Code in, and who wrote it, where, and why, as one types. */
export function DetectView() {
  const { language, rate, usualRate, shading, choose } = useChoices();
  const { opened, settled, draftId, isTyping, keepAnswer, open, type, settle } = useDraft();
  const { refused, forget, openFile, openExample } = useSources(open);
  const session = useSession();
  const editor = useRef<EditorView>(undefined);
  const hint = useId();

  const { text, path, isExample = false } = settled;
  const question = useMemo(
    (): Question | undefined =>
      text.trim() === "" ? undefined : { code: text, language, path, rate: rate ?? usualRate },
    [text, language, path, rate, usualRate],
  );
  const judgement = useJudgement(question, draftId, shading === "neural");
  const { judged } = judgement;
  const heat = useMemo(
    () => judged && { text: judged.question.code, map: toHeat(judged.answer, shading) },
    [judged, shading],
  );
  const jump = useCallback<JumpTo>((place) => editor.current && goTo(editor.current, place), []);

  return (
    <Stack gap="md">
      <ViewTitle>{detect.title}</ViewTitle>
      <div className={styles["columns"]}>
        <Stack gap="sm" className={styles["work"] ?? ""}>
          <DetectToolbar
            choices={{ language, rate, shading }}
            usualRate={usualRate ?? (session.state === "in" ? session.identity.false_positive_rate : undefined)}
            found={judged?.answer.language}
            onChoose={choose}
            onFile={openFile}
            onExample={openExample}
            onClear={() => {
              forget();
              open({ text: "" });
              editor.current?.focus();
            }}
          />
          {refused !== undefined && (
            <Alert color="red" role="alert" withCloseButton closeButtonLabel={detect.close} onClose={forget}>
              {refused}
            </Alert>
          )}
          {path !== undefined && (
            <Text size="sm">
              {detect.file(path)} {isExample && detect.exampleNote}
            </Text>
          )}
          <HeatControls
            shading={shading}
            hasNeural={judgement.hasNeural}
            attribution={judgement.attribution}
            onShading={(value) => choose("shading", value)}
          />
          <div className={styles["editor"]}>
            <CodeEditor
              label={detect.code}
              describedBy={hint}
              content={opened}
              language={language ?? judged?.answer.language}
              heat={heat}
              onChange={type}
              onJudge={settle}
              onFile={openFile}
              onView={(view) => {
                editor.current = view;
              }}
            />
          </div>
          <Text size="xs" c="dimmed" id={hint}>
            {detect.keys}
          </Text>
        </Stack>
        <AnswerColumn judgement={judgement} isTyping={isTyping} onJump={jump} onKeep={keepAnswer} />
      </div>
    </Stack>
  );
}
