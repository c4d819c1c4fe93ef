import type { Verdict } from "whowrote/verdict";
import { judgedOf, type OutcomeCounts } from "../../job/outcome.ts";
import styles from "./verdict-bar.module.css";

/** Certain answers at the ends, what is open between them. */
const order: readonly Verdict[] = ["ai", "uncertain", "human"];

/** The verdicts as parts of a bar. A picture only: the numbers stand beside it in words. */
export function VerdictBar({ counts }: { readonly counts: OutcomeCounts }) {
  const judged = judgedOf(counts);
  return (
    <div className={styles["bar"]} aria-hidden="true">
      {order
        .filter((verdict) => counts[verdict] > 0)
        .map((verdict) => (
          <span key={verdict} data-verdict={verdict} style={{ width: `${(counts[verdict] / judged) * 100}%` }} />
        ))}
    </div>
  );
}
