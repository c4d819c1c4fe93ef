import { Button, type ButtonProps, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { english } from "../text/english.ts";
import { Dialog } from "./dialog.tsx";
import { Failure } from "./failure.tsx";

const { confirm: text } = english;

interface ConfirmButtonProperties extends Pick<ButtonProps, "size" | "variant" | "color" | "disabled"> {
  /** What the button says. */
  readonly label: string;
  /** What a screen reader says of it, where the label alone does not tell what it acts on. It begins with the label. */
  readonly fullLabel?: string;
  /** The question, as the dialog's heading. */
  readonly question: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the button that acts says; the label where left out. */
  readonly act?: string;
  readonly onConfirm: () => Promise<unknown>;
  /** After it was done and the dialog has closed. */
  readonly onDone?: () => void;
}

/** A button that asks in a dialog before it acts, and says there when it could not. */
export function ConfirmButton(properties: ConfirmButtonProperties) {
  const { label, fullLabel, question, children, act, onConfirm, onDone, ...look } = properties;
  const [isOpen, { open, close }] = useDisclosure();
  const action = useMutation({
    mutationFn: onConfirm,
    onSuccess: () => {
      close();
      onDone?.();
    },
  });
  const cancel = () => {
    close();
    action.reset();
  };
  return (
    <>
      <Button size="xs" variant="default" {...look} aria-label={fullLabel} aria-haspopup="dialog" onClick={open}>
        {label}
      </Button>
      <Dialog opened={isOpen} onClose={cancel} title={question}>
        <Stack>
          <Text component="div" size="sm">
            {children}
          </Text>
          {action.error && <Failure error={action.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={cancel} data-autofocus>
              {text.cancel}
            </Button>
            <Button
              {...(look.color !== undefined && { color: look.color })}
              loading={action.isPending}
              onClick={() => action.mutate()}
            >
              {act ?? label}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
