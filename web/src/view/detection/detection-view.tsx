import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function DetectionView({ id }: { readonly id: string }) {
  return (
    <Title order={1}>
      {english.detection.title} {id}
    </Title>
  );
}
