import type { OnnxModel as WrittenModel } from "../../graph/write-onnx.ts";
import type { OnnxModel } from "./session.ts";

/** A model that was just written, to be opened without a detour over the disk. */
export function inMemory({ model, external }: WrittenModel): OnnxModel {
  if (external === undefined) return { bytes: model };
  const data = new Uint8Array(external.byteLength);
  for (const { offset, bytes } of external.parts) data.set(bytes, offset);
  return { bytes: model, external: [{ path: external.file, data }] };
}
