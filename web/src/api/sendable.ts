/** What the server refuses, NUL and half surrogate pairs, in signs of the same length: places in the text stay where they are. */
export const sendable = (text: string): string => text.toWellFormed().replaceAll("\0", "\u2400");
