import type { Reading } from "../reading.ts";
import { pushLines } from "./push-lines.ts";

/** Code and comments as written. */
export const raw: Reading = {
  id: "raw",
  meaning: "code and comments, with how the lines are laid out",
  read: (anatomy) => {
    const pieces: ReturnType<Reading["read"]> = [];
    pushLines(pieces, anatomy);
    return pieces;
  },
};
