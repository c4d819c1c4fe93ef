import { Modal, type ModalProps } from "@mantine/core";
import { english } from "../text/english.ts";

type DialogProperties = Pick<ModalProps, "opened" | "onClose" | "title" | "size" | "children">;

// The library writes a <header>, which outside of the page's main part counts as a second head of the whole page.
const attributes = { header: { role: "presentation" } };

/** A dialog over the page, with a way out that a screen reader can name. */
export function Dialog(properties: DialogProperties) {
  return (
    <Modal
      {...properties}
      centered
      closeButtonProps={{ "aria-label": english.confirm.close }}
      attributes={attributes}
    />
  );
}
