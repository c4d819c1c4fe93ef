import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { count } from "../../format/count.ts";
import { Dialog } from "../../shell/dialog.tsx";
import { english } from "../../text/english.ts";
import { DisputeForm } from "./dispute-form.tsx";

const { dispute: text } = english;

interface DisputeButtonProperties {
  readonly predictionId: string;
  readonly name: string;
  /** How often somebody said something. */
  readonly said: number;
}

/** Opens what was said about a verdict, and the form to say more, in a dialog. */
export function DisputeButton({ predictionId, name, said }: DisputeButtonProperties) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={open}
        aria-label={text.openFull(name, said === 0 ? undefined : count(said))}
        aria-haspopup="dialog"
      >
        {said === 0 ? text.open : text.openSaid(count(said))}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={text.titleOf(name)} size="lg">
        <DisputeForm predictionId={predictionId} />
      </Dialog>
    </>
  );
}
