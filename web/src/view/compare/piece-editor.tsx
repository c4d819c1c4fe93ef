import { Button, FileButton, Group, NativeSelect, Paper, Text } from "@mantine/core";
import { useState } from "react";
import type { LanguageId } from "whowrote/language";
import { CodeEditor, type CodeEditorProperties } from "../../editor/code-editor.tsx";
import { languageNames } from "../../format/language-name.ts";
import { english } from "../../text/english.ts";
import type { Piece, Side } from "./pieces.ts";
import styles from "./compare.module.css";

const { compare: text } = english;

interface PieceEditorProperties extends Pick<CodeEditorProperties, "onView"> {
  readonly side: Side;
  readonly piece: Piece;
  /** What the server took it for. */
  readonly told: LanguageId | undefined;
  readonly onChange: (piece: Piece) => void;
  readonly onCompare: () => void;
}

/** One of the two pieces: where it comes from, its language, and its text. */
export function PieceEditor({ side, piece, told, onChange, onCompare, onView }: PieceEditorProperties) {
  // The editor keeps its text itself: this is what it is given, at first and with each file.
  const [content, setContent] = useState({ text: piece.text });
  const takeFile = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const read = await file.text();
    setContent({ text: read });
    onChange({ text: read, path: file.name });
  };
  return (
    <Paper withBorder component="section" aria-label={text.piece[side]} className={styles["piece"]}>
      <Group gap="xs" p="xs" justify="space-between">
        <Text fw={600} size="sm" truncate>
          {text.piece[side]}
          {piece.path !== undefined && (
            <Text span c="dimmed" size="sm">
              {` · ${piece.path}`}
            </Text>
          )}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <FileButton onChange={(file) => void takeFile(file)}>
            {(properties) => (
              <Button {...properties} size="xs" variant="default" aria-label={text.openFull(text.piece[side])}>
                {text.open}
              </Button>
            )}
          </FileButton>
          <NativeSelect
            size="xs"
            aria-label={text.language(text.piece[side])}
            value={piece.language ?? ""}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...piece, language: value === "" ? undefined : (value as LanguageId) })
            }
            data={[
              { value: "", label: told === undefined ? text.auto : text.autoTold(languageNames[told]) },
              ...Object.entries(languageNames).map(([value, label]) => ({ value, label })),
            ]}
          />
        </Group>
      </Group>
      <div className={styles["editor"]}>
        <CodeEditor
          label={text.piece[side]}
          content={content}
          language={piece.language ?? told}
          onChange={(read) => onChange({ ...piece, text: read() })}
          onJudge={onCompare}
          onFile={(file) => void takeFile(file)}
          {...(onView && { onView })}
        />
      </div>
    </Paper>
  );
}
