import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { english } from "../../text/english.ts";
import { useLineupActions } from "./use-lineup.ts";

const { models: text } = english;

export function PromoteButton({ id }: { readonly id: string }) {
  const { promote } = useLineupActions();
  return (
    <ConfirmButton
      label={text.promote}
      fullLabel={text.promoteFull(id)}
      question={text.promoteQuestion(id)}
      onConfirm={async () => promote(id)}
    >
      {text.promoteDetail}
    </ConfirmButton>
  );
}
