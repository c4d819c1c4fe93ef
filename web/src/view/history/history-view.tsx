import { Stack, Text } from "@mantine/core";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { HistoryEmpty } from "./history-empty.tsx";
import { HistoryFilters } from "./history-filters.tsx";
import { HistoryList } from "./history-list.tsx";
import { Pager } from "./pager.tsx";
import { useFilter } from "./use-filter.ts";
import { usePredictions } from "./use-predictions.ts";

const { history: text } = english;

/** What was judged before: to find, to open, to dispute, to delete. */
export function HistoryView() {
  const { filter, after, trail, setFilter, clear, goAfter } = useFilter();
  const { data, error, isPending, isPlaceholderData, refetch } = usePredictions(filter, after);
  return (
    <Stack>
      <div>
        <ViewTitle>{text.title}</ViewTitle>
        <Text c="dimmed">{text.intro}</Text>
      </div>
      <HistoryFilters filter={filter} onChange={setFilter} onClear={clear} />
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && !error && (
        <>
          {data.predictions.length === 0 ? (
            <HistoryEmpty isFiltered={Object.keys(filter).length > 0 || after !== undefined} />
          ) : (
            <HistoryList predictions={data.predictions} isOld={isPlaceholderData} />
          )}
          <Pager after={after} next={data.next} trail={trail} onGo={goAfter} />
        </>
      )}
    </Stack>
  );
}
