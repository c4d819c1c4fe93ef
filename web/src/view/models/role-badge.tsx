import { Badge, Tooltip } from "@mantine/core";
import { english } from "../../text/english.ts";
import type { ModelVersion } from "./use-models.ts";

const { models: text } = english;

const looks = {
  active: { variant: "filled", color: "indigo" },
  shadow: { variant: "outline", color: "indigo" },
  inactive: { variant: "default" },
  retired: { variant: "default" },
  broken: { variant: "outline", color: "red" },
} as const satisfies Record<ModelVersion["state"], object>;

/** What a version does at present. */
export function RoleBadge({ state }: { readonly state: ModelVersion["state"] }) {
  return (
    <Tooltip label={text.roleMeans[state]}>
      <Badge {...looks[state]} tt="none">
        {text.role[state]}
      </Badge>
    </Tooltip>
  );
}
