import { sizeOf, type TensorDtype } from "../../tensor-header.ts";
import { describe, isKind, readPickle, refusePickle, type PickleValue } from "./pickle.ts";

/** A block of numbers that tensors look into, by the name under which the file keeps it. */
export interface TorchStorage {
  readonly kind: "storage";
  readonly key: string;
  readonly dtype: TensorDtype;
  /** How many numbers. */
  readonly length: number;
}

/** A tensor as PyTorch keeps it: a view into a storage. Offset and strides count numbers. */
export interface TorchTensor {
  readonly kind: "tensor";
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const storageTypes: Readonly<Record<string, TensorDtype>> = {
  "torch.DoubleStorage": "F64",
  "torch.FloatStorage": "F32",
  "torch.HalfStorage": "F16",
  "torch.BFloat16Storage": "BF16",
  "torch.LongStorage": "I64",
  "torch.IntStorage": "I32",
  "torch.ShortStorage": "I16",
  "torch.CharStorage": "I8",
  "torch.ByteStorage": "U8",
  "torch.BoolStorage": "BOOL",
};

const orderedDict = "collections.OrderedDict";
const rebuildTensor = "torch._utils._rebuild_tensor_v2";
const rebuildParameter = "torch._utils._rebuild_parameter";
const allowed: ReadonlySet<string> = new Set([
  orderedDict,
  rebuildTensor,
  rebuildParameter,
  ...Object.keys(storageTypes),
]);

/** PyTorch's own limit. */
const maxRank = 64;

type Value = PickleValue<TorchStorage | TorchTensor>;

export interface TorchState {
  readonly tensors: ReadonlyMap<string, TorchTensor>;
  readonly storages: ReadonlyMap<string, TorchStorage>;
  /** Where the pickle ends. */
  readonly end: number;
}

/** What the two formats of torch.save have in common. */
export interface LocatedTorch extends Pick<TorchState, "tensors"> {
  /** Where in the file the bytes of a storage start; all of them are there. */
  readonly locate: (storage: TorchStorage) => Promise<number>;
}

/** A state dict needs some hundred bytes a tensor. */
export const maxPickleBytes = 16_000_000;

/**
 * Reads the pickle of a state dict, `torch.save(model.state_dict(), …)`: a dict from names to tensors.
 * @throws when it is anything else, or names what does not belong into one
 */
export function readTorchState(bytes: Uint8Array, from: number): TorchState {
  const storages = new Map<string, TorchStorage>();
  const { value, end } = readPickle(bytes, from, {
    allow: checkAllowed,
    call,
    find: (id) => {
      const storage = readStorage(id);
      const known = storages.get(storage.key);
      if (known !== undefined && (known.dtype !== storage.dtype || known.length !== storage.length))
        throw refusePickle(`storage ${describe(storage.key)} has two sizes or types of numbers`);
      storages.set(storage.key, storage);
      return { kind: "made", object: storage };
    },
  });
  if (!isKind(value, "dict")) throw refusePickle(`it holds ${describe(value)}, not a dict from names to tensors`);
  const tensors = new Map<string, TorchTensor>();
  for (const [name, item] of value.entries) {
    if (typeof name !== "string") throw refusePickle(`${describe(name)} is no name of a tensor`);
    if (!isKind(item, "made") || item.object.kind !== "tensor")
      throw refusePickle(`${describe(name)} is ${describe(item)}, not a tensor: only a state dict can be read`);
    tensors.set(name, item.object);
  }
  return { tensors, storages, end };
}

function checkAllowed(name: string): void {
  if (allowed.has(name)) return;
  throw refusePickle(`it names ${describe(name)}, which has no place in a state dict and might run code`);
}

function call(name: string, args: readonly Value[]): Value {
  if (name === rebuildTensor) return { kind: "made", object: createTensor(args) };
  if (name === rebuildParameter && isKind(args[0], "made") && args[0].object.kind === "tensor") return args[0];
  if (name === orderedDict && args.length === 0) return { kind: "dict", entries: new Map() };
  throw refusePickle(`it calls ${name} in a way that torch.save does not`);
}

/** ("storage", type, key, device, length), and in the old format a view into it, which is none. */
function readStorage(id: Value): TorchStorage {
  if (!isKind(id, "tuple") || id.items[0] !== "storage") throw refusePickle(`it points to ${describe(id)} outside`);
  const [, type, key, , length, view = null] = id.items;
  const dtype = isKind(type, "global") ? storageTypes[type.name] : undefined;
  if (dtype === undefined) throw refusePickle(`a storage in it has the type ${describe(type)}`);
  if (typeof key !== "string" || !isCount(length) || view !== null)
    throw refusePickle(
      `its storage ${describe(key)} has the length ${describe(length)} and the view ${describe(view)}`,
    );
  return { kind: "storage", key, dtype, length };
}

/** (storage, offset, shape, strides, needs gradient, hooks) */
function createTensor([made, offset, sizes, steps]: readonly Value[]): TorchTensor {
  if (!isKind(made, "made") || made.object.kind !== "storage")
    throw refusePickle(`a tensor in it lies in ${describe(made)}`);
  const [shape, strides] = [countsIn(sizes), countsIn(steps)];
  if (!isCount(offset) || shape.length !== strides.length)
    throw refusePickle(
      `a tensor in it has shape [${shape.join(", ")}], strides [${strides.join(", ")}], offset ${describe(offset)}`,
    );
  const storage = made.object;
  const count = sizeOf(shape);
  const last = offset + shape.reduce((sum, size, axis) => sum + (size - 1) * strides[axis]!, 0);
  if (count > 0 && last >= storage.length)
    throw refusePickle(
      `a tensor of shape [${shape.join(", ")}], strides [${strides.join(", ")}] and offset ${offset} leaves its storage of ${storage.length} numbers`,
    );
  // A size of 2^40 with a stride of 0 would need no byte in the file and all the memory there is.
  if (count > storage.length)
    throw refusePickle(
      `a tensor of shape [${shape.join(", ")}] repeats its storage of ${storage.length} numbers; save it as .contiguous()`,
    );
  return { kind: "tensor", storage, offset, shape, strides };
}

function countsIn(value: Value | undefined): readonly number[] {
  if (!isKind(value, "tuple") || value.items.length > maxRank || !value.items.every(isCount))
    throw refusePickle(`a tensor in it has ${describe(value)} for sizes or strides`);
  return value.items;
}

function isCount(value: Value | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
