import type * as NativeRuntime from "onnxruntime-node";
import { describeError } from "../describe-error.ts";

/**
 * Loads onnxruntime's native library. Only the threads of sessions do: its calls block the thread that makes them.
 * @throws {Error} with the remedy, where the package brings no library for the platform
 */
export async function loadNativeRuntime(): Promise<typeof NativeRuntime> {
  try {
    return await import("onnxruntime-node");
  } catch (cause) {
    throw new Error(
      `onnxruntime, which runs encoders, cannot be loaded on ${process.platform} ${process.arch}. It is there for Linux with ` +
        "glibc (x64, arm64), macOS (arm64) and Windows (x64, arm64): use one of these (Debian rather than Alpine), put its " +
        "files back with npm ci, or do without an encoder",
      { cause },
    );
  }
}

/** Why a run failed, with the remedy where it is known. `feeds` are what it was given, in words. */
export function explainRunError(cause: unknown, feeds: string): Error {
  if (/bad_alloc|allocate memory|allocation failed|out of memory/i.test(describeError(cause)))
    return new Error(
      `Memory ran out in a run with ${feeds}. Give fewer texts at a time (a smaller batch), shorter ones, or free memory`,
      { cause },
    );
  return new Error(`onnxruntime refused a run with ${feeds}`, { cause });
}
