import { Button, Group } from "@mantine/core";
import { english } from "../../text/english.ts";

const { history: text } = english;

interface PagerProperties {
  readonly after: string | undefined;
  readonly next: string | undefined;
  readonly trail: readonly string[];
  readonly onGo: (after: string | undefined, trail: readonly string[]) => void;
}

/** Ways to older and newer pages. The API leads only to older ones, so the way back is what was clicked before. */
export function Pager({ after, next, trail, onGo }: PagerProperties) {
  if (after === undefined && next === undefined) return undefined;
  return (
    <Group justify="center">
      {after !== undefined && (
        <Button variant="default" onClick={() => onGo(undefined, [])}>
          {text.newest}
        </Button>
      )}
      {trail.length > 0 && (
        <Button variant="default" onClick={() => onGo(trail.at(-1), trail.slice(0, -1))}>
          {text.newer}
        </Button>
      )}
      {next !== undefined && (
        <Button variant="default" onClick={() => onGo(next, after === undefined ? [] : [...trail, after])}>
          {text.older}
        </Button>
      )}
    </Group>
  );
}
