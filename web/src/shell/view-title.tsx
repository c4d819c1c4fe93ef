import { Title, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { nameDocument, takeArrival } from "./arrival.ts";

interface ViewTitleProperties {
  readonly children: ReactNode;
  /** Names the document where the heading holds more than text. */
  readonly name?: string;
  /** For a view that shows by itself what it is. */
  readonly hidden?: boolean;
}

/** The heading of a view: names the document, and takes the focus when somebody has come here, so that it is read out. */
export function ViewTitle({ children, name, hidden = false }: ViewTitleProperties) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const title = name ?? heading.current?.textContent;
    if (title) nameDocument(title);
  });
  useEffect(() => {
    if (takeArrival()) heading.current?.focus({ preventScroll: true });
  }, []);
  if (hidden)
    return (
      <VisuallyHidden component="h1" ref={heading} tabIndex={-1}>
        {children}
      </VisuallyHidden>
    );
  return (
    <Title order={1} size="h2" ref={heading} tabIndex={-1} className="view-title">
      {children}
    </Title>
  );
}
