import type { Piece, Reading } from "../reading.ts";
import { pushLines } from "./push-lines.ts";

/** Whoever hides where code comes from takes the comments out first. */
export const withoutComments: Reading = {
  id: "without-comments",
  meaning: "code without its comments, with how the lines are laid out",
  read: (anatomy) => {
    const pieces: Piece[] = [];
    pushLines(pieces, anatomy, anatomy.comments);
    return pieces;
  },
};
