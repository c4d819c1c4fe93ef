import { Badge } from "@mantine/core";
import type { WireJobFile } from "@whowrote/server/schema/job";
import { outcomeOf } from "../../job/outcome.ts";
import { english } from "../../text/english.ts";
import { VerdictBadge } from "../../verdict/verdict-badge.tsx";

/** What became of a file, in one or two words. */
export function FileOutcome({ file }: { readonly file: WireJobFile }) {
  if (file.verdict !== undefined) return <VerdictBadge verdict={file.verdict} />;
  return (
    <Badge variant="default" tt="none">
      {english.job.outcome[outcomeOf(file)]}
    </Badge>
  );
}
