import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { english } from "../../text/english.ts";
import { lineupText } from "./lineup-text.ts";
import { rollBackTarget } from "./roll-back-target.ts";
import { useLineupActions, useLineupChanges } from "./use-lineup.ts";

const { models: text } = english;

/** Only where there is something to take back. */
export function RollBackButton() {
  const { rollBack } = useLineupActions();
  const { data } = useLineupChanges();
  const target = rollBackTarget(data?.changes ?? []);
  if (!target) return undefined;
  return (
    <ConfirmButton label={text.rollBack} question={text.rollBackQuestion} onConfirm={rollBack}>
      {[text.rollBackDetail, ...lineupText(target)].map((line) => (
        <div key={line}>{line}</div>
      ))}
    </ConfirmButton>
  );
}
