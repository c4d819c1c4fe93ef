/** The second file of a model whose numbers do not fit in one. */
export interface ExternalData {
  /** The name it must have, in the folder of the model. */
  readonly file: string;
  readonly byteLength: number;
  /** By rising offset; what lies between two parts is zeros. */
  readonly parts: readonly ExternalPart[];
}

export interface ExternalPart {
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Readers map whole pages of the file into memory, so each tensor begins at one (onnx.proto, external_data). */
const pageBytes = 4096;

/** Places pieces one after the other, each at the start of a page. */
export function layOut(file: string, pieces: readonly Uint8Array[]): ExternalData {
  let byteLength = 0;
  const parts = pieces.map((bytes): ExternalPart => {
    const offset = Math.ceil(byteLength / pageBytes) * pageBytes;
    byteLength = offset + bytes.length;
    return { offset, bytes };
  });
  return { file, byteLength, parts };
}
