/** Tokens [start, end) of a text; the special tokens around them are not counted. */
export interface TokenWindow {
  readonly start: number;
  readonly end: number;
}

/** What two neighbouring windows share: so many tokens, or so many lines. */
export type WindowOverlap = { readonly tokens: number } | { readonly lines: number };

export interface WindowOptions {
  /** How many tokens a window holds at most, special ones among them: what the encoder reads at once. */
  readonly tokens: number;
  /** How many of them are special tokens, put around each window. 2 by default. */
  readonly specialTokens?: number;
  /** No overlap by default. */
  readonly overlap?: WindowOverlap;
  /** At most so many windows. Of more, so many are taken, evenly spread, the first and the last among them. */
  readonly most?: number;
}

/**
 * Cuts a text into overlapping windows. Without `most`, every token is in at least one of them.
 *
 * A window ends where a line ends, unless it would be less than half full then, or bring the text less than half of what
 * it could: lines that are longer than that are cut. The last window is moved back until it is full. Lines overlap by as
 * many as asked for, but at most by half a window.
 * @param lineStarts the tokens with which a line begins, ascending: see `findLineStarts`
 * @returns no window for no tokens
 * @throws {RangeError} when a window has no room for text or would never get on
 */
export function cutWindows(tokenCount: number, lineStarts: ArrayLike<number>, options: WindowOptions): TokenWindow[] {
  const { room, overlap } = checkOptions(options);
  const windows: TokenWindow[] = [];
  const boundaries = Array.from(lineStarts).filter((at) => at > 0 && at < tokenCount);
  let end = 0;
  let start = 0;
  while (end < tokenCount) {
    if (start + room >= tokenCount) {
      windows.push({ start: moveBack(boundaries, tokenCount, room, start), end: tokenCount });
      break;
    }
    const hardEnd = start + room;
    const fewest = Math.max(start + Math.ceil(room / 2), end + Math.ceil((hardEnd - end) / 2));
    const lineEnd = lastUpTo(boundaries, hardEnd);
    end = lineEnd !== undefined && lineEnd >= fewest ? lineEnd : hardEnd;
    windows.push({ start, end });
    // Half of a window that is half full would be all of it, and the next would begin where it began.
    start = Math.max(start + 1, nextStart(boundaries, end, room, overlap));
  }
  return spread(windows, options.most ?? Infinity);
}

interface CheckedOptions {
  readonly room: number;
  readonly overlap: WindowOverlap;
}

function checkOptions({ tokens, specialTokens = 2, overlap = { tokens: 0 }, most = 1 }: WindowOptions): CheckedOptions {
  const room = tokens - specialTokens;
  if (!Number.isInteger(room) || room < 1)
    throw new RangeError(`A window of ${tokens} tokens, ${specialTokens} of them special, has no room for text.`);
  const shared = "tokens" in overlap ? overlap.tokens : overlap.lines;
  if (!Number.isInteger(shared) || shared < 0)
    throw new RangeError(`Windows cannot overlap by ${shared}: give a whole number that is not negative.`);
  if ("tokens" in overlap && overlap.tokens > room / 2)
    throw new RangeError(
      `Windows of ${room} tokens of text cannot overlap by ${overlap.tokens}: give at most half, ${Math.floor(room / 2)}.`,
    );
  if (!(most >= 1)) throw new RangeError(`At most ${most} windows leave nothing to read: give at least 1.`);
  return { room, overlap };
}

/** The last window is full, and begins with a line where it can without missing what no window before it had. */
function moveBack(boundaries: readonly number[], tokenCount: number, room: number, latest: number): number {
  const earliest = Math.max(0, tokenCount - room);
  if (earliest === 0) return 0;
  const line = boundaries[countUpTo(boundaries, earliest - 1)];
  return line !== undefined && line <= latest && line - earliest <= room / 4 ? line : earliest;
}

/** Starts with a line where that shares at most a quarter of a window more than asked for. */
function nextStart(boundaries: readonly number[], end: number, room: number, overlap: WindowOverlap): number {
  if ("tokens" in overlap) {
    const latest = end - overlap.tokens;
    const line = lastUpTo(boundaries, latest);
    return line !== undefined && latest - line <= room / 4 ? line : latest;
  }
  const earliest = end - Math.floor(room / 2);
  const before = countUpTo(boundaries, end - 1);
  const ends = overlap.lines === 0 ? end : boundaries[before - overlap.lines];
  return Math.max(ends ?? earliest, earliest);
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numbers[middle]! <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

const lastUpTo = (numbers: readonly number[], limit: number): number | undefined =>
  numbers[countUpTo(numbers, limit) - 1];

function spread(windows: readonly TokenWindow[], most: number): TokenWindow[] {
  if (windows.length <= most) return [...windows];
  const count = Math.floor(most);
  const step = count > 1 ? (windows.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, at) => windows[Math.round(at * step)]!);
}
