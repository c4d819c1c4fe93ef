/** What sentencepiece replaces characters by: a compiled table of the longest text that is looked up by its bytes. */
export interface CharacterMap {
  /** What stands for a text; undefined when the table has no entry that it begins with. */
  readonly find: (text: string) => string | undefined;
}

/**
 * Reads the bytes that sentencepiece writes: the size of a double-array trie, the trie (darts-clone: 32-bit units that hold
 * label, offset and leaf), and the replacements, each ended by a zero byte.
 * @throws when they are cut or the trie leads outside of itself
 */
export function readCharacterMap(bytes: Uint8Array): CharacterMap {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trieSize = bytes.length >= 4 ? view.getUint32(0, true) : -1;
  if (trieSize < 4 || trieSize % 4 !== 0 || 4 + trieSize > bytes.length)
    throw new Error(`precompiled_charsmap of ${bytes.length} bytes is damaged. Fetch tokenizer.json again.`);
  const units = Uint32Array.from({ length: trieSize / 4 }, (_, at) => view.getUint32(4 + 4 * at, true));
  const replacements = bytes.subarray(4 + trieSize);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const unitAt = (at: number): number => {
    const unit = units[at];
    if (unit === undefined)
      throw new Error("precompiled_charsmap leads outside of itself. Fetch tokenizer.json again.");
    return unit;
  };
  const find = (text: string): string | undefined => {
    const at = findFirst(encoder.encode(text), unitAt);
    if (at === undefined) return undefined;
    const end = replacements.indexOf(0, at);
    return decoder.decode(replacements.subarray(at, end < 0 ? undefined : end));
  };
  return { find };
}

/** The value of the shortest entry that the key begins with: the reference takes the first that it comes by. */
function findFirst(key: Uint8Array, unitAt: (at: number) => number): number | undefined {
  let node = offsetOf(unitAt(0));
  for (const byte of key) {
    if (byte === 0) return undefined;
    node ^= byte;
    const unit = unitAt(node);
    if ((unit & 0x8000_00ff) >>> 0 !== byte) return undefined;
    node ^= offsetOf(unit);
    if (unit & 0x100) return (unitAt(node) & 0x7fff_ffff) >>> 0;
  }
  return undefined;
}

const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);
