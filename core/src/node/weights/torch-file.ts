import { sizeOf, widthOf } from "../../tensor-header.ts";
import { openFileBytes, type FileBytes } from "./file-bytes.ts";
import { gather, isContiguous, spanOf } from "./strides.ts";
import { isLegacyTorch, locateLegacyTorch } from "./torch-legacy.ts";
import type { LocatedTorch } from "./torch-state.ts";
import { locateZippedTorch } from "./torch-zip.ts";
import type { RawWeights } from "./weight-file.ts";

/**
 * Opens what `torch.save(model.state_dict(), path)` wrote, as a zip archive or in the format before PyTorch 1.6. Its pickle
 * is read as data: nothing of it is executed.
 * @throws when it is not whole, not a state dict, or holds anything but tensors
 */
export async function openTorchFile(path: string): Promise<RawWeights> {
  const file = await openFileBytes(path);
  try {
    const { tensors, locate } = await locateTorch(file);
    return {
      path,
      tensors: new Map([...tensors].map(([name, { storage, shape }]) => [name, { dtype: storage.dtype, shape }])),
      readBytes: async (name) => {
        const tensor = tensors.get(name)!;
        const count = sizeOf(tensor.shape);
        if (count === 0) return new ArrayBuffer(0);
        const width = widthOf(tensor.storage.dtype);
        const start = (await locate(tensor.storage)) + tensor.offset * width;
        if (isContiguous(tensor)) return (await file.read(start, count * width)).buffer;
        return gather((await file.read(start, spanOf(tensor) * width)).buffer, width, tensor);
      },
      close: file.close,
    };
  } catch (cause) {
    await file.close();
    throw new Error(`${path} cannot be used`, { cause });
  }
}

async function locateTorch(file: FileBytes): Promise<LocatedTorch> {
  const start = await file.read(0, Math.min(file.size, 16));
  if (isLegacyTorch(start)) return locateLegacyTorch(file);
  if (start[0] === 0x50 && start[1] === 0x4b) return locateZippedTorch(file);
  throw new Error("It does not start as a file of torch.save does. Fetch it again, or save the model as safetensors.");
}
