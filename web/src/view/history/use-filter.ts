import { useHistoryState } from "wouter/use-browser-location";
import { useSearchParams } from "wouter";
import { type FilterName, type HistoryFilter, readFilter, withFilter } from "./history-filter.ts";

interface Place {
  readonly filter: HistoryFilter;
  /** The id after which this page begins; the newest page where left out. */
  readonly after: string | undefined;
  /** Where the pages before this one begin, oldest click first; unknown after a deep link. */
  readonly trail: readonly string[];
  readonly setFilter: (name: FilterName, value: string | undefined) => void;
  readonly clear: () => void;
  readonly goAfter: (after: string | undefined, trail: readonly string[]) => void;
}

/** What the history's address says, and ways to change it. Filters replace the entry of the browser's history, pages add one. */
export function useFilter(): Place {
  const [address, setAddress] = useSearchParams();
  const trail = useHistoryState<{ trail?: readonly string[] } | null>()?.trail ?? [];
  return {
    filter: readFilter(address),
    after: address.get("after") ?? undefined,
    trail,
    setFilter: (name, value) => setAddress((before) => withFilter(before, name, value), { replace: true }),
    clear: () => setAddress({}),
    goAfter: (after, newTrail) =>
      setAddress(
        (before) => {
          const next = new URLSearchParams(before);
          if (after === undefined) next.delete("after");
          else next.set("after", after);
          return next;
        },
        { state: { trail: newTrail } },
      ),
  };
}
