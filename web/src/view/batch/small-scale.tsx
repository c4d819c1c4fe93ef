import { useUnits } from "../../settings/use-units.ts";
import styles from "./small-scale.module.css";

/** A probability, 0..1, as a number beside its place between person and AI. */
export function SmallScale({ probability }: { readonly probability: number }) {
  const units = useUnits();
  return (
    <span className={styles["scale"]}>
      <span className={styles["track"]} aria-hidden="true">
        <span className={styles["mark"]} style={{ left: `${probability * 100}%` }} />
      </span>
      {units.probability(probability)}
    </span>
  );
}
