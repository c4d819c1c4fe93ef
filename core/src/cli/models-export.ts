import { resolve } from "node:path";
import { Command } from "commander";
import type { z } from "zod";
import { exportFolder } from "../node/encoder/export-folder.ts";
import { exportOnnx } from "../node/encoder/export-onnx.ts";
import { resolveModelFolder } from "../node/hub/resolve-model-folder.ts";
import { writeTo, type CliEnvironment } from "./environment.ts";
import { modelsExportOptions } from "./models-export-options.ts";
import { addOptions, parseOptions } from "./options.ts";
import { printable } from "./terminal-text.ts";

type ExportSettings = z.infer<typeof modelsExportOptions>;

/** `whowrote models export`: an encoder as an ONNX file, or as a checkpoint folder, in floats or in 8 bits. */
export function modelsExportCommand(environment: CliEnvironment): Command {
  const command = new Command("export")
    .description("write an encoder as an ONNX file, or as a checkpoint folder with weights in 8 bits")
    .argument("<model>", "folder of an encoder's checkpoint, or the name of an installed or pulled one")
    .addHelpText("after", exportHelp)
    .action(async (model: string, given: Record<string, unknown>) =>
      runExport(model, parseOptions(modelsExportOptions, given), environment),
    );
  return addOptions(command, modelsExportOptions);
}

const exportHelp = `
The ONNX file takes input_ids and attention_mask, int64 [batch, tokens], with the model's special tokens around the text, and
gives last_hidden_state and sentence_embedding. Weights over 2 GB go to a second file beside it, named FILE.data.
Without --onnx, the folder that is written is one that --model takes, and holds the encoder alone.

Examples:
  whowrote models export --onnx microsoft/codebert-base --out codebert.onnx
  whowrote models export ./all-MiniLM-L6-v2 --int8 --out ./all-MiniLM-L6-v2-int8`;

async function runExport(model: string, settings: ExportSettings, environment: CliEnvironment): Promise<void> {
  const { pooling, normalize, fused: isFused } = settings;
  const folder = await resolveModelFolder(model, environment);
  const target = resolve(environment.cwd, settings.out);
  const precision = settings.int8 ? "int8" : "float32";
  const say = (path: string, bytes: number): Promise<void> =>
    writeTo(environment.stdout, `${printable(path)}  ${(bytes / 1e6).toFixed(1)} MB\n`);
  if (!settings.onnx) return say(target, await exportFolder(folder, target, precision));
  const { bytes, external } = await exportOnnx(folder, target, { precision, pooling, normalize, isFused });
  await say(external === undefined ? target : `${target} and ${external}`, bytes);
}
