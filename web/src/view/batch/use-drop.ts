import { useEffect, useEffectEvent, useState } from "react";
import { droppedSource, type PickSource } from "../../upload/pick-source.ts";

/**
 * Takes what is dropped anywhere on the page. Left to itself the browser would open a dropped file in place of the page.
 * @param onPick undefined while nothing is taken
 * @returns whether files are being held over the page
 */
export function useDrop(onPick: ((source: PickSource) => void) | undefined): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const source = event.dataTransfer && droppedSource(event.dataTransfer);
    if (source && (source.kind === "entries" ? source.entries : source.files).length > 0) onPick?.(source);
  });
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    // Leaving one element for another inside the page is no leaving.
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => take(event);
    window.addEventListener("dragover", hold);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", hold);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return isOver;
}
