import { Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface TitledSectionProperties {
  readonly title: string;
  /** What the figures below mean. */
  readonly explanation?: ReactNode;
  readonly children: ReactNode;
}

export function TitledSection({ title, explanation, children }: TitledSectionProperties) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {explanation !== undefined && (
            <Text size="sm" c="dimmed" maw="48rem">
              {explanation}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  );
}
