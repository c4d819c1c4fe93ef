import type { LineupChange } from "./use-lineup.ts";

type Change = Pick<LineupChange, "action" | "before">;

/**
 * What rolling back would lead to, as the server decides it: the newest change that can be taken back and was not.
 * @param changes newest first; of a longer history only the newest part
 * @returns undefined where nothing can be taken back, or where that cannot be seen in this part of the history
 */
export function rollBackTarget(changes: readonly Change[]): LineupChange["before"] | undefined {
  const open: Change[] = [];
  for (const change of changes.toReversed())
    switch (change.action) {
      case "start":
        break;
      case "set-weights":
      case "promote":
      case "start-experiment":
        open.push(change);
        break;
      case "roll-back":
        open.pop();
        break;
      case "stop-experiment":
        open.splice(
          Math.max(
            0,
            open.findLastIndex(({ action }) => action === "start-experiment"),
          ),
          1,
        );
        break;
    }
  return open.at(-1)?.before;
}
