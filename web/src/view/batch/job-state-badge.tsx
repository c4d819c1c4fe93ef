import { Badge } from "@mantine/core";
import type { WireJob } from "@whowrote/server/schema/job";
import { english } from "../../text/english.ts";

const colors: Readonly<Record<WireJob["state"], string>> = {
  queued: "gray",
  running: "indigo",
  done: "indigo",
  failed: "orange",
  cancelled: "gray",
};

export function JobStateBadge({ state }: Pick<WireJob, "state">) {
  return (
    <Badge variant={state === "done" ? "outline" : "default"} color={colors[state]} tt="none">
      {english.job.state[state]}
    </Badge>
  );
}
