import { Alert, Button, Text } from "@mantine/core";
import { ApiError, UnreachableError } from "../api/api-error.ts";
import { english } from "../text/english.ts";

const { shell } = english;

/** Why something could not be shown or done, and what one can do about it. */
export function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  return (
    <Alert color="red" variant="light" title={titleOf(error)} role="alert">
      <Text size="sm">{error instanceof UnreachableError ? shell.unreachable : error.message}</Text>
      {onRetry && (
        <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
          {shell.retry}
        </Button>
      )}
    </Alert>
  );
}

function titleOf(error: Error): string {
  if (!(error instanceof ApiError)) return shell.failed;
  if (error.status === 401) return shell.needsKey;
  if (error.status === 403) return shell.missingScope;
  return error.title;
}
