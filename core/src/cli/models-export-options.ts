import { z } from "zod";
import { encoderOptions } from "./encoder-options.ts";

export const modelsExportOptions = z.object({
  onnx: z.boolean().default(false).meta({
    description: "write an ONNX file of standard operators (operator set 20), instead of a checkpoint folder",
  }),
  out: z.string("must name where to write").min(1, "must name where to write").meta({
    value: "<path>",
    description: "the file, or without --onnx the folder",
  }),
  int8: z.boolean().default(false).meta({
    description: "weights and products in 8 bits: a quarter of the size, about twice as fast, a little less exact",
  }),
  pooling: encoderOptions.pooling,
  normalize: encoderOptions.normalize,
  fused: z.boolean().default(false).meta({
    description: "with --onnx: take operators that only onnxruntime knows, where they are faster",
  }),
});
