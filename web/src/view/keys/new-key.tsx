import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Dialog } from "../../shell/dialog.tsx";
import { english } from "../../text/english.ts";
import { KeyForm } from "./key-form.tsx";
import { MadeKey } from "./made-key.tsx";
import { useMakeKey } from "./use-keys.ts";

const { keys: text } = english;

/** Makes a key in a dialog, which a stray click does not close while the key is shown. */
export function NewKey() {
  const [isOpen, { open, close }] = useDisclosure();
  const make = useMakeKey();
  const made = make.data;
  const leave = () => {
    close();
    make.reset();
  };
  return (
    <>
      <Button onClick={open} aria-haspopup="dialog">
        {text.create}
      </Button>
      <Dialog
        opened={isOpen}
        onClose={leave}
        title={made === undefined ? text.create : text.made(made.name)}
        isFirm={made !== undefined}
        size="lg"
      >
        {made === undefined ? <KeyForm make={make} /> : <MadeKey secret={made.key} onDone={leave} />}
      </Dialog>
    </>
  );
}
