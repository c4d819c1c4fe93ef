import { useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";
import { english } from "../text/english.ts";
import { placeOf } from "./places.ts";

/** Whether somebody has come to a view whose heading has not been shown yet. Views come late: their code is loaded first. */
let isArriving = false;

/** Says once after each navigation that the heading may take the focus. */
export function takeArrival(): boolean {
  const arriving = isArriving;
  isArriving = false;
  return arriving;
}

export function nameDocument(title: string): void {
  document.title = `${title} · ${english.shell.name}`;
}

/**
 * Names the document after the place, until the view names it better, and notes each arrival but the first: a page that has
 * just been opened leaves the focus where the browser puts it. Before the effects of views, hence a layout effect.
 */
export function useArrival(): void {
  const [location] = useLocation();
  const last = useRef(location);
  useLayoutEffect(() => {
    nameDocument(placeOf(location)?.label ?? english.nowhere.title);
    if (last.current === location) return;
    last.current = location;
    isArriving = true;
    window.scrollTo(0, 0);
  }, [location]);
}
