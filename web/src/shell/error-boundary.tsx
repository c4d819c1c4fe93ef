import { Alert, Button, Code, Stack, Text } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { english } from "../text/english.ts";

interface Properties {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

/** Keeps a fault in one view from taking the whole page down. React has this as a class only. */
export class ErrorBoundary extends Component<Properties, State> {
  override readonly state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Alert color="red" title={english.shell.broken} role="alert">
        <Stack align="start">
          <Text size="sm">{english.shell.brokenDetail}</Text>
          <Code block>{error.message}</Code>
          <Button variant="default" onClick={() => location.reload()}>
            {english.shell.retry}
          </Button>
        </Stack>
      </Alert>
    );
  }
}
