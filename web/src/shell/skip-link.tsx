import type { MouseEvent } from "react";
import { english } from "../text/english.ts";

/** The element that holds the view. */
export const contentId = "content";

/** The first thing that the keyboard reaches. It leaves the address as it is, so that the way back leads to a heading. */
export function SkipLink() {
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    document.getElementById(contentId)?.focus();
  };
  return (
    <a className="skip-link" href={`#${contentId}`} onClick={skip}>
      {english.shell.skip}
    </a>
  );
}
