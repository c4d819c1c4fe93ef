import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveModelFolder } from "../../../src/node/hub/resolve-model-folder.ts";
import { writeTree } from "../folder-tree.ts";
import { sha } from "./hub-server.ts";

const model = (folder: string) => ({ [`${folder}/config.json`]: "{}", [`${folder}/model.safetensors`]: "" });
const snapshot = `models--owner--model/snapshots/${sha}`;
const pulledAt = (revision: string) => ({ ...model(snapshot), [`models--owner--model/refs/${revision}`]: sha });

const places = (files: Readonly<Record<string, string>>) => {
  const root = writeTree(files);
  const variables = { WHOWROTE_CACHE: join(root, "cache"), HF_HOME: join(root, "hf") };
  return { root, models: join(root, "models"), cwd: join(root, "here"), variables };
};

const under = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

test("a folder is found by its path, relative or not", async () => {
  const { root, ...where } = places(model("here/mine"));
  expect(await resolveModelFolder("mine", where)).toBe(join(root, "here/mine"));
  expect(await resolveModelFolder("./mine/", where)).toBe(join(root, "here/mine"));
  expect(await resolveModelFolder(join(root, "here/mine"), where)).toBe(join(root, "here/mine"));
});

test("an installed model is found by its name, whatever its kind", async () => {
  const { root, ...where } = places({ "models/encoder/checkpoint.json": "{}", ...model("models/small") });
  expect(await resolveModelFolder("encoder", where)).toBe(join(root, "models/encoder"));
  expect(await resolveModelFolder("small", where)).toBe(join(root, "models/small"));
});

test("a pulled repository is found by its name and revision", async () => {
  const { root, ...where } = places(under("cache", { ...pulledAt("main"), "models--owner--model/refs/v1/beta": sha }));
  const folder = join(root, "cache", snapshot);
  for (const name of ["owner/model", "owner/model@v1/beta", `owner/model@${sha}`])
    expect(await resolveModelFolder(name, where)).toBe(folder);
});

test("what huggingface_hub has pulled is found too", async () => {
  const { root, ...where } = places(under("hf/hub", pulledAt("main")));
  expect(await resolveModelFolder("owner/model", where)).toBe(join(root, "hf/hub", snapshot));
});

test("a pull that was not finished is no model", async () => {
  const { root: _, ...where } = places({
    ...under("cache", model(snapshot)),
    ...under("hf/hub", { "models--owner--model/refs/main": sha }),
  });
  await expect(resolveModelFolder("owner/model", where)).rejects.toThrow("There is no model owner/model");
});

test.each([
  ["owner/model", "Get it with: whowrote models pull owner/model"],
  ["owner/model@v1", "Get it with: whowrote models pull owner/model --revision v1"],
  ["./gone", "Name a folder, a model that whowrote models lists"],
  ["bare", "bare is no folder of a model: it needs config.json and one of model.safetensors"],
])("for %s, which is not there, the error says what to do", async (name, message) => {
  const { root: _, ...where } = places({ "here/bare/config.json": "{}" });
  await expect(resolveModelFolder(name, where)).rejects.toThrow(message);
});
