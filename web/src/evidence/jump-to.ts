/** Goes to a place in the code. UTF-16 offsets, end exclusive. */
export type JumpTo = (place: { readonly start: number; readonly end: number }) => void;
