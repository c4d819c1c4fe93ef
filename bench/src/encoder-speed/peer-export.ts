import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTimed } from "../speed/timed-process.ts";

const script = fileURLToPath(new URL("../../peers/encoder_export.py", import.meta.url));

/** A checkpoint folder, and what Python made of it for onnxruntime. */
export interface ExportedPeer {
  readonly name: string;
  readonly folder: string;
  readonly onnx: Readonly<Record<"float32" | "int8", string>>;
  /** Of PyTorch, transformers and onnxruntime. */
  readonly versions: string;
}

/** The modules that the script needs. */
export const peerModules = "torch, transformers, onnx, onnxruntime";

/**
 * Exports a checkpoint, or makes a random one of a usual size and exports that.
 * @param source "small", "large", or the folder of a checkpoint
 * @throws with what Python said when it fails
 */
export async function exportPeer(name: string, source: string, python: string, scratch: string): Promise<ExportedPeer> {
  const out = join(scratch, name);
  await mkdir(out, { recursive: true });
  const { stdout } = await runTimed(python, [script, source, out]);
  return {
    name,
    folder: source === "small" || source === "large" ? out : source,
    onnx: { float32: join(out, "model.onnx"), int8: join(out, "model.int8.onnx") },
    versions: stdout.trim().split("\n").at(-1)!,
  };
}
