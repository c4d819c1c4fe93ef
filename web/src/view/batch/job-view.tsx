import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function JobView({ id }: { readonly id: string }) {
  return (
    <Title order={1}>
      {english.job.title} {id}
    </Title>
  );
}
