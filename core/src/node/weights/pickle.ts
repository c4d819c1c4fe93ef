import { opcodeName, opcodes as op } from "./pickle-opcodes.ts";

/** What a restricted pickle may hold. Tuples, lists and dicts may hold each other, and even themselves. */
export type PickleValue<Made> =
  | null
  | boolean
  | number
  | string
  | { readonly kind: "tuple"; readonly items: PickleValue<Made>[] }
  | { readonly kind: "list"; readonly items: PickleValue<Made>[] }
  | { readonly kind: "dict"; readonly entries: Map<PickleValue<Made>, PickleValue<Made>> }
  | { readonly kind: "global"; readonly name: string }
  /** What the rules made: the pickle cannot look into it. */
  | { readonly kind: "made"; readonly object: Made };

type Kind = Extract<PickleValue<unknown>, { kind: string }>["kind"];

/** What a pickle may do beside holding plain values. Each throws to refuse. */
export interface PickleRules<Made> {
  /** Called with "module.name" for everything that the pickle wants to name. */
  readonly allow: (name: string) => void;
  /** The result of calling an allowed name. */
  readonly call: (name: string, args: readonly PickleValue<Made>[]) => PickleValue<Made>;
  /** The thing outside the pickle that this id stands for. */
  readonly find: (id: PickleValue<Made>) => PickleValue<Made>;
}

/**
 * Reads one pickle (protocol 2 to 5, https://docs.python.org/3/library/pickletools.html) and executes nothing of it: names
 * stay names, and only `rules` give them a meaning. Time and memory grow with the number of bytes, whatever they say, and
 * not beyond some hundred megabytes.
 * @returns the value, and where the pickle ends
 * @throws on anything that is not plain data, a truncated pickle, or one that takes what it never put down
 */
export function readPickle<Made>(
  bytes: Uint8Array,
  from: number,
  rules: PickleRules<Made>,
): { value: PickleValue<Made>; end: number } {
  const machine = new PickleMachine(bytes, from, rules);
  const value = machine.run();
  return { value, end: machine.at };
}

/** About 40 for each tensor; a state dict has some thousand. What one makes takes up to 200 bytes. */
const maxSteps = 1_000_000;

class PickleMachine<Made> {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #rules: PickleRules<Made>;
  #stack: PickleValue<Made>[] = [];
  /** The stacks below the marks. */
  readonly #below: PickleValue<Made>[][] = [];
  readonly #memo = new Map<number, PickleValue<Made>>();

  constructor(bytes: Uint8Array, from: number, rules: PickleRules<Made>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rules = rules;
    this.at = from;
  }

  run(): PickleValue<Made> {
    if (this.#byte() !== op.PROTO) throw refusePickle("it does not start with a protocol of 2 or more");
    const protocol = this.#byte();
    if (protocol < 2 || protocol > 5) throw refusePickle(`it has protocol ${protocol}, not 2 to 5`);
    for (let step = 0; step < maxSteps; step++) {
      const code = this.#byte();
      if (code === op.STOP) return this.#pop();
      if (!(this.#push(code) || this.#collect(code) || this.#remember(code) || this.#build(code)))
        throw refusePickle(`it uses ${opcodeName(code)} at byte ${this.at - 1}, which no file of tensors needs`);
    }
    throw refusePickle(`it takes more than ${maxSteps} steps`);
  }

  /** Plain values. */
  #push(code: number): boolean {
    switch (code) {
      case op.NONE:
        return this.#put(null);
      case op.NEWTRUE:
        return this.#put(true);
      case op.NEWFALSE:
        return this.#put(false);
      case op.BININT:
        return this.#put(this.#view.getInt32(this.#take(4), true));
      case op.BININT1:
        return this.#put(this.#byte());
      case op.BININT2:
        return this.#put(this.#view.getUint16(this.#take(2), true));
      case op.LONG1:
        return this.#put(this.#long(this.#byte()));
      case op.BINFLOAT:
        return this.#put(this.#view.getFloat64(this.#take(8), false));
      case op.SHORT_BINUNICODE:
        return this.#put(this.#text(this.#byte()));
      case op.BINUNICODE:
        return this.#put(this.#text(this.#view.getUint32(this.#take(4), true)));
      case op.EMPTY_TUPLE:
        return this.#put({ kind: "tuple", items: [] });
      case op.EMPTY_LIST:
        return this.#put({ kind: "list", items: [] });
      case op.EMPTY_DICT:
        return this.#put({ kind: "dict", entries: new Map() });
      default:
        return false;
    }
  }

  /** Values that are put together from those on the stack. */
  #collect(code: number): boolean {
    switch (code) {
      case op.MARK:
        this.#below.push(this.#stack);
        this.#stack = [];
        return true;
      case op.TUPLE:
        return this.#put({ kind: "tuple", items: this.#popToMark() });
      case op.TUPLE1:
      case op.TUPLE2:
      case op.TUPLE3: {
        const items = Array.from({ length: code - op.TUPLE1 + 1 }, () => this.#pop()).reverse();
        return this.#put({ kind: "tuple", items });
      }
      case op.APPEND: {
        const item = this.#pop();
        this.#top("list").items.push(item);
        return true;
      }
      case op.APPENDS: {
        const items = this.#popToMark();
        const list = this.#top("list").items;
        for (const item of items) list.push(item);
        return true;
      }
      case op.SETITEM: {
        const value = this.#pop();
        this.#set([this.#pop(), value]);
        return true;
      }
      case op.SETITEMS:
        this.#set(this.#popToMark());
        return true;
      default:
        return false;
    }
  }

  /** The memo holds references: what is taken out of it twice is one value. */
  #remember(code: number): boolean {
    switch (code) {
      case op.BINPUT:
        this.#memo.set(this.#byte(), this.#peek());
        return true;
      case op.LONG_BINPUT:
        this.#memo.set(this.#view.getUint32(this.#take(4), true), this.#peek());
        return true;
      case op.MEMOIZE:
        this.#memo.set(this.#memo.size, this.#peek());
        return true;
      case op.BINGET:
        return this.#recall(this.#byte());
      case op.LONG_BINGET:
        return this.#recall(this.#view.getUint32(this.#take(4), true));
      case op.FRAME:
        this.#take(8);
        return true;
      default:
        return false;
    }
  }

  /** Everything that would run code in Python. */
  #build(code: number): boolean {
    switch (code) {
      case op.GLOBAL:
        return this.#name(this.#line(), this.#line());
      case op.STACK_GLOBAL: {
        const [name, module] = [this.#pop(), this.#pop()];
        if (typeof name !== "string" || typeof module !== "string") throw refusePickle("it names something by no text");
        return this.#name(module, name);
      }
      case op.REDUCE: {
        const args = this.#pop();
        const callable = this.#pop();
        if (!isKind(args, "tuple")) throw refusePickle("it calls something with no tuple");
        if (!isKind(callable, "global")) throw refusePickle("it calls something that is no name");
        return this.#put(this.#rules.call(callable.name, args.items));
      }
      case op.BUILD:
        // The attributes of an OrderedDict, in which a module notes its version. No tensor stands there.
        this.#pop();
        this.#top("dict");
        return true;
      case op.BINPERSID:
        return this.#put(this.#rules.find(this.#pop()));
      default:
        return false;
    }
  }

  #name(module: string, name: string): true {
    const full = `${module}.${name}`;
    this.#rules.allow(full);
    return this.#put({ kind: "global", name: full });
  }

  #set(flat: readonly PickleValue<Made>[]): void {
    if (flat.length % 2 !== 0) throw refusePickle("a name in it has no value");
    const { entries } = this.#top("dict");
    for (let at = 0; at < flat.length; at += 2) {
      const key = flat[at]!;
      if (entries.has(key)) throw refusePickle(`it sets ${describe(key)} twice`);
      entries.set(key, flat[at + 1]!);
    }
  }

  #put(value: PickleValue<Made>): true {
    this.#stack.push(value);
    return true;
  }

  #peek(): PickleValue<Made> {
    if (this.#stack.length === 0) throw refusePickle(`it takes a value at byte ${this.at - 1} where there is none`);
    return this.#stack.at(-1)!;
  }

  #pop(): PickleValue<Made> {
    const value = this.#peek();
    this.#stack.pop();
    return value;
  }

  #popToMark(): PickleValue<Made>[] {
    const below = this.#below.pop();
    if (below === undefined) throw refusePickle(`it looks for a mark at byte ${this.at - 1} where there is none`);
    const items = this.#stack;
    this.#stack = below;
    return items;
  }

  #top<K extends "list" | "dict">(kind: K): Extract<PickleValue<Made>, { kind: K }> {
    const value = this.#peek();
    if (!isKind(value, kind)) throw refusePickle(`it fills ${describe(value)} as a ${kind}`);
    return value;
  }

  #recall(key: number): true {
    const value = this.#memo.get(key);
    if (value === undefined) throw refusePickle(`it recalls memo ${key}, which it never stored`);
    return this.#put(value);
  }

  /** Skips bytes, and says where they were. */
  #take(count: number): number {
    const start = this.at;
    if (start + count > this.#bytes.length) throw refusePickle(`it ends at byte ${this.#bytes.length}, in the middle`);
    this.at += count;
    return start;
  }

  #byte(): number {
    return this.#bytes[this.#take(1)]!;
  }

  #text(length: number): string {
    const start = this.#take(length);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#bytes.subarray(start, start + length));
  }

  #line(): string {
    const end = this.#bytes.indexOf(0x0a, this.at);
    const length = (end < 0 ? this.#bytes.length : end) - this.at;
    const text = this.#text(length);
    this.#take(1);
    return text;
  }

  /** Little-endian, two's complement. */
  #long(length: number): number {
    const start = this.#take(length);
    let value = 0n;
    for (let at = start + length - 1; at >= start; at--) value = (value << 8n) | BigInt(this.#bytes[at]!);
    const number = Number(BigInt.asIntN(length * 8, value));
    if (!Number.isSafeInteger(number)) throw refusePickle("it holds a number beyond 2^53");
    return number;
  }
}

export function isKind<Made, K extends Kind>(
  value: PickleValue<Made> | undefined,
  kind: K,
): value is Extract<PickleValue<Made>, { kind: K }> {
  return typeof value === "object" && value?.kind === kind;
}

/** A value for a message, which stays short and does not look into it. */
export function describe(value: PickleValue<unknown> | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  if (typeof value !== "object" || value === null) return String(value);
  if (value.kind === "global") return value.name.slice(0, 80);
  return value.kind === "made" ? "a tensor or storage" : `a ${value.kind}`;
}

export function refusePickle(reason: string): Error {
  return new Error(`Not a pickle of tensors: ${reason}. Nothing of it was executed. Save the model as safetensors.`);
}
