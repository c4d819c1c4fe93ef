import type { Scope } from "@whowrote/server/access";
import { addressOf } from "../address.ts";
import { english } from "../text/english.ts";
import type { IconName } from "./icon.tsx";

/** One of the views that the navigation leads to. */
export interface Place {
  readonly label: string;
  readonly href: string;
  readonly icon: IconName;
  /** What a key must allow; left out where anybody may look. */
  readonly scope?: Scope;
}

/** In groups: what one does, and what one looks after. */
export const places: readonly (readonly Place[])[] = [
  [
    { label: english.detect.title, href: addressOf.detect(), icon: "detect", scope: "predict" },
    { label: english.compare.title, href: addressOf.compare(), icon: "compare", scope: "predict" },
    { label: english.batch.title, href: addressOf.batch(), icon: "batch", scope: "batch" },
    { label: english.history.title, href: addressOf.history(), icon: "history", scope: "read" },
  ],
  [
    { label: english.models.title, href: addressOf.models(), icon: "models", scope: "read" },
    { label: english.keys.title, href: addressOf.keys(), icon: "keys", scope: "admin" },
    { label: english.settings.title, href: addressOf.settings(), icon: "settings" },
  ],
];

/** The place that an address of the page belongs to; none for one that does not exist. */
export const placeOf = (location: string): Place | undefined =>
  places.flat().find(({ href }) => isUnder(location, href));

/** A stored detection belongs to the history. */
function isUnder(location: string, href: string): boolean {
  if (href === addressOf.detect()) return location === href;
  if (href === addressOf.history() && location.startsWith(addressOf.detection(""))) return true;
  return location === href || location.startsWith(`${href}/`);
}
