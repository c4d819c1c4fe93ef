/** Windows of token ids without the special ones, in training order. */
export interface TokenWindows {
  /** All tokens, window after window. */
  readonly ids: Uint16Array | Int32Array;
  /** One more than there are windows: where each begins in `ids`, and the end. */
  readonly offsets: Int32Array;
  /** The probability of "ai" that is to be learned: 0, 1, or between for mixed windows. */
  readonly labels: Float32Array;
  /** Windows of one file have equal numbers; left out where each window stands for itself. */
  readonly files?: Int32Array;
  /** Windows of solutions to one task have equal numbers, and -1 those of none; left out where no task is known. */
  readonly tasks?: Int32Array;
}

/** Ids that a window is dressed in. */
export interface FrameTokens {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly pad: number;
}

export function countWindows({ labels }: TokenWindows): number {
  return labels.length;
}

/** Tokens of a window when it is dressed. */
export function framedLength({ offsets }: TokenWindows, window: number, frame: FrameTokens): number {
  return offsets[window + 1]! - offsets[window]! + Number(frame.start !== undefined) + Number(frame.end !== undefined);
}

/** The window between its start and end tokens, in memory of its own. */
export function framedWindow(windows: TokenWindows, window: number, frame: FrameTokens): Int32Array {
  const framed = new Int32Array(framedLength(windows, window, frame));
  const first = frame.start === undefined ? 0 : 1;
  if (frame.start !== undefined) framed[0] = frame.start;
  framed.set(windows.ids.subarray(windows.offsets[window], windows.offsets[window + 1]), first);
  if (frame.end !== undefined) framed[framed.length - 1] = frame.end;
  return framed;
}

/** One after the other. Tokens take two bytes each where the vocabulary allows. */
export function joinWindows(parts: readonly TokenWindows[], vocabularySize: number): TokenWindows {
  const tokens = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  const count = parts.reduce((sum, part) => sum + countWindows(part), 0);
  const ids = vocabularySize <= 65_536 ? new Uint16Array(tokens) : new Int32Array(tokens);
  const offsets = new Int32Array(count + 1);
  const labels = new Float32Array(count);
  let [token, window] = [0, 0];
  for (const part of parts) {
    ids.set(part.ids, token);
    labels.set(part.labels, window);
    for (let at = 0; at < countWindows(part); at++) offsets[++window] = token + part.offsets[at + 1]!;
    token += part.ids.length;
  }
  return { ids, offsets, labels };
}

const leastCrop = 0.4;
const mostCrop = 0.8;

/**
 * A run of 40 to 80 % of a dressed window's tokens, dressed again (independent cropping, Izacard et al. 2022, Contriever, section
 * 3.2). Two of one window share a part, or nothing.
 */
export function cropWindow(window: Int32Array, { start, end }: FrameTokens, random: () => number): Int32Array {
  const first = start === undefined ? 0 : 1;
  const inner = window.length - first - (end === undefined ? 0 : 1);
  const length = Math.max(1, Math.round(inner * (leastCrop + (mostCrop - leastCrop) * random())));
  const from = first + Math.floor(random() * (inner - length + 1));
  const run = window.subarray(from, from + length);
  return Int32Array.of(...(start === undefined ? [] : [start]), ...run, ...(end === undefined ? [] : [end]));
}

/** A dressed window cut in two. */
export function halves(window: Int32Array): readonly [Int32Array, Int32Array] {
  const middle = window.length >> 1;
  return [window.subarray(0, Math.max(1, middle)), window.subarray(Math.min(middle, window.length - 1))];
}
