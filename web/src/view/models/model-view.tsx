import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function ModelView({ id }: { readonly id: string }) {
  return (
    <Title order={1}>
      {english.model.title} {id}
    </Title>
  );
}
