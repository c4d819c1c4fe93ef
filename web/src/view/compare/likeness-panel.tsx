import { Group, Paper, Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import { likenessKind } from "./likeness-kind.ts";
import type { Likeness } from "./use-comparison.ts";

const { compare: text } = english;

interface LikenessPanelProperties {
  readonly data: Likeness;
  /** Where the likeness is. */
  readonly children: ReactNode;
}

/** How alike two pieces are: in words first, then in figures, and what the figures cannot say. */
export function LikenessPanel({ data: likeness, children }: LikenessPanelProperties) {
  const { structure, cosine } = likeness;
  const { title, detail } = text.kind[likenessKind(likeness)];
  return (
    <Paper withBorder p={{ base: "md", sm: "lg" }}>
      <Group align="flex-start" gap="xl">
        <Stack gap="xs" flex="1 1 22rem" miw={0}>
          <Text size="xl" fw={650}>
            {title}
          </Text>
          <Text>{detail}</Text>
          {children}
          <details>
            <Text component="summary" size="sm" c="dimmed">
              {text.limitsTitle}
            </Text>
            <Text size="sm" mt="xs">
              {text.limits}
            </Text>
          </details>
        </Stack>
        <Stack gap="sm" flex="1 1 16rem">
          {structure && (
            <>
              <Measure label={text.similarity} value={structure.similarity} />
              <Measure label={text.aWithinB} value={structure.a_within_b} />
              <Measure label={text.bWithinA} value={structure.b_within_a} />
            </>
          )}
          {cosine !== undefined && <Measure label={text.cosine} value={Math.max(0, cosine)} />}
        </Stack>
      </Group>
    </Paper>
  );
}

function Measure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm">{label}</Text>
        <Text size="sm" fw={600} className="figures">
          {percent(value)}
        </Text>
      </Group>
      <Progress value={value * 100} size="sm" aria-label={`${label}: ${percent(value)}`} />
    </div>
  );
}
