/** A find and where it begins. */
interface Found {
  readonly index: number;
  readonly text: string;
}

/**
 * What `pattern` (flags gu) finds, one after the other. Where a find is so long that the expression runs out of stack
 * (millions of letters without a blank), it is cut.
 */
export function* findAll(text: string, pattern: RegExp): Generator<Found> {
  for (let from = 0; from <= text.length;) {
    const found = findNext(text, pattern, from);
    if (found === undefined) return;
    yield found;
    // After an empty find, a character is passed over: no place is found twice.
    const end = found.index + found.text.length;
    from = found.text === "" ? end + lengthAt(text, end) : end;
  }
}

function findNext(text: string, pattern: RegExp, from: number): Found | undefined {
  try {
    // What calls this may be called again for a word before it goes on: the place is set each time.
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    return match ? { index: match.index, text: match[0] } : undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return findInPart(text, pattern, from);
  }
}

/** Some hundred thousand characters never overflow. */
const longestFind = 2 ** 18;

function findInPart(text: string, pattern: RegExp, from: number): Found | undefined {
  for (let begin = from; begin < text.length;) {
    const cut = begin + longestFind;
    const end = lengthAt(text, cut - 1) === 2 ? cut + 1 : cut;
    pattern.lastIndex = 0;
    const match = pattern.exec(text.slice(begin, end));
    if (match) return { index: begin + match.index, text: match[0] };
    begin = end;
  }
  return undefined;
}

const lengthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
