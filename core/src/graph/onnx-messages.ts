import type { Attribute, GraphNode, Shape, ValueType } from "../graph.ts";
import { typeCode } from "./nodes/elementwise.ts";
import { bytesField, type Encoded, floatField, integerField, message, messageField, textField } from "./protobuf.ts";

/*
 * The messages of an ONNX file, with the field numbers of onnx.proto
 * (https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto).
 */

/** Operator set 20 and the file version that goes with it (onnx/docs/Versioning.md). */
const [irVersion, operatorSet] = [9, 20];

/** Where a tensor's numbers lie when they are not in the file itself. */
interface ExternalPlace {
  readonly file: string;
  readonly offset: number;
  readonly byteLength: number;
}

/** `domains` are those of its nodes: a runtime may refuse a file for one that it does not know. */
export function modelMessage(graph: Encoded, domains: ReadonlySet<GraphNode["domain"]>): Encoded {
  const fields = [integerField(1, irVersion), textField(2, "whowrote"), messageField(7, graph)];
  const sets = [messageField(8, textField(1, ""), integerField(2, operatorSet))];
  if (domains.has("com.microsoft")) sets.push(messageField(8, textField(1, "com.microsoft"), integerField(2, 1)));
  return message([...fields, ...sets]);
}

export function graphMessage(parts: {
  readonly nodes: readonly Encoded[];
  readonly tensors: readonly Encoded[];
  readonly inputs: readonly Encoded[];
  readonly outputs: readonly Encoded[];
}): Encoded {
  return message([
    ...parts.nodes.map((node) => messageField(1, node)),
    textField(2, "graph"),
    ...parts.tensors.map((tensor) => messageField(5, tensor)),
    ...parts.inputs.map((input) => messageField(11, input)),
    ...parts.outputs.map((output) => messageField(12, output)),
  ]);
}

/** `names` are the node's own and those of its inputs and outputs; an input left out has an empty name. */
export function nodeMessage(
  { operator, domain, attributes }: GraphNode,
  names: { readonly node: string; readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): Encoded {
  return message([
    ...names.inputs.map((name) => textField(1, name)),
    ...names.outputs.map((name) => textField(2, name)),
    textField(3, names.node),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, attribute]) => messageField(5, attributeMessage(name, attribute))),
    ...(domain === "" ? [] : [textField(7, domain)]),
  ]);
}

/** Content field and type number by kind of attribute. */
function attributeMessage(name: string, attribute: Attribute): Encoded {
  const [content, type] =
    "float" in attribute
      ? [[floatField(2, attribute.float)], 1]
      : "int" in attribute
        ? [[integerField(3, attribute.int)], 2]
        : "string" in attribute
          ? [[textField(4, attribute.string)], 3]
          : [attribute.ints.map((item) => integerField(8, item)), 7];
  return message([textField(1, name), ...content, integerField(20, type)]);
}

export function valueMessage(name: string, { type, shape }: ValueType): Encoded {
  const tensorType = message([integerField(1, typeCode(type)), messageField(2, shapeMessage(shape))]);
  return message([textField(1, name), messageField(2, messageField(1, tensorType))]);
}

function shapeMessage(shape: Shape): Encoded {
  return message(
    shape.map((size) => messageField(1, typeof size === "number" ? integerField(1, size) : textField(2, size))),
  );
}

export function tensorMessage(name: string, form: ValueType, content: Uint8Array | ExternalPlace): Encoded {
  const sizes = form.shape.map((size) => integerField(1, Number(size)));
  const head = [...sizes, integerField(2, typeCode(form.type)), textField(8, name)];
  if (content instanceof Uint8Array) return message([...head, bytesField(9, content)]);
  const place = { location: content.file, offset: String(content.offset), length: String(content.byteLength) };
  const entries = Object.entries(place).map(([key, value]) => messageField(13, textField(1, key), textField(2, value)));
  return message([...head, ...entries, integerField(14, 1)]);
}
