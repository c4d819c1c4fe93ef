import { useQueryClient } from "@tanstack/react-query";
import { done } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { english } from "../../text/english.ts";

const { history: text } = english;

interface DeleteButtonProperties {
  readonly predictionId: string;
  readonly name: string;
  readonly onRemoved: () => void;
}

export function DeleteButton({ predictionId, name, onRemoved }: DeleteButtonProperties) {
  const client = useQueryClient();
  return (
    <ConfirmButton
      label={text.remove}
      fullLabel={text.removeFull(name)}
      question={text.removeQuestion}
      color="red.9"
      variant="default"
      onConfirm={async () => {
        await done(api.predictions.api.v1.predictions[":id"].$delete({ param: { id: predictionId } }));
        await client.invalidateQueries({ queryKey: ["predictions"] });
      }}
      onDone={onRemoved}
    >
      {text.removeDetail(name)}
    </ConfirmButton>
  );
}
