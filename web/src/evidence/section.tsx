import { Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** A part of an answer under a heading of its own. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h5" mb={6} id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}
