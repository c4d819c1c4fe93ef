import styles from "./evidence.module.css";

/**
 * A bar from the middle: to the left for a person, to the right for an AI. For the eye only: what it shows stands beside
 * it in words. @param share 0..1
 */
export function SideBar({ share }: { readonly share: number }) {
  const left = Math.min(share, 0.5);
  return (
    <div className={styles["track"]} aria-hidden="true">
      <span
        className={styles["bar"]}
        data-side={share > 0.5 ? "ai" : "human"}
        style={{ left: `${left * 100}%`, width: `${Math.abs(share - 0.5) * 100}%` }}
      />
    </div>
  );
}
