import type { Verdict } from "whowrote/verdict";
import { english } from "../text/english.ts";
import styles from "./verdict-badge.module.css";

const { verdict: text } = english;

/** Told apart by shape too, for whoever does not see the colours. */
const marks: Readonly<Record<Verdict, string>> = { human: "●", ai: "◆", uncertain: "?" };

/** A verdict in one or two words; `long` in a whole phrase. */
export function VerdictBadge({ verdict, long = false }: { readonly verdict: Verdict; readonly long?: boolean }) {
  return (
    <span className={styles["badge"]} data-verdict={verdict} data-long={long || undefined}>
      <span aria-hidden="true" className={styles["mark"]}>
        {marks[verdict]}
      </span>
      {long ? text[verdict] : text.short[verdict]}
    </span>
  );
}
