import { Button, Group, Stack } from "@mantine/core";
import { type ReactNode, Suspense, useState } from "react";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";

const { model: text } = english;

interface ChartOrTableProperties {
  /** What the chart shows, for who does not see it; the numbers are in the table. */
  readonly summary: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}

/** A chart, and the same figures as a table on demand. */
export function ChartOrTable({ summary, chart, table }: ChartOrTableProperties) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Stack gap="xs">
      {asTable ? (
        table
      ) : (
        <div role="img" aria-label={summary}>
          <Suspense fallback={<Loading />}>{chart}</Suspense>
        </div>
      )}
      <Group>
        <Button size="xs" variant="default" onClick={() => setAsTable(!asTable)}>
          {asTable ? text.asChart : text.asTable}
        </Button>
      </Group>
    </Stack>
  );
}
