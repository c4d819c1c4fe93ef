import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { english } from "../text/english.ts";
import { Icon } from "./icon.tsx";

/** From light to dark and back. The settings can follow the device again. */
export function ColourSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme("light") === "light" ? "dark" : "light";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={english.shell.changeTo[other]}
      title={english.shell.changeTo[other]}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={other} />
    </ActionIcon>
  );
}
