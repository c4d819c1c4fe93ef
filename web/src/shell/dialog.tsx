import { Modal, type ModalProps } from "@mantine/core";
import { english } from "../text/english.ts";

interface DialogProperties extends Pick<ModalProps, "opened" | "onClose" | "title" | "size" | "children"> {
  /** Only a button inside closes it: not Escape, not a click beside it. */
  readonly isFirm?: boolean;
}

// The library writes a <header>, which outside of the page's main part counts as a second head of the whole page.
const attributes = { header: { role: "presentation" } };

/** A dialog over the page, with a way out that a screen reader can name. */
export function Dialog({ isFirm = false, ...properties }: DialogProperties) {
  return (
    <Modal
      {...properties}
      centered
      closeOnClickOutside={!isFirm}
      closeOnEscape={!isFirm}
      withCloseButton={!isFirm}
      closeButtonProps={{ "aria-label": english.confirm.close }}
      attributes={attributes}
    />
  );
}
