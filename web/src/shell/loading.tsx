import { Center, Loader } from "@mantine/core";
import { english } from "../text/english.ts";

export function Loading() {
  return (
    <Center py="xl" role="status" aria-label={english.shell.loading}>
      <Loader type="dots" />
    </Center>
  );
}
