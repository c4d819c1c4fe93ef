const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** A moment of the server (ISO 8601) in the reader's own time zone: "3 Mar 2026, 14:05". */
export const momentOf = (iso: string): string => moment.format(new Date(iso));

/** The same without the time. */
export const dayOf = (iso: string): string => day.format(new Date(iso));
