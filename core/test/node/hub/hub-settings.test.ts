import { expect, test } from "vitest";
import { huggingFaceCache, modelCache, readHubSettings } from "../../../src/node/hub/hub-settings.ts";
import { readRetryAfter } from "../../../src/node/hub/retry.ts";

const read = (asked: object, variables: Readonly<Record<string, string>> = {}) =>
  readHubSettings(asked, { cwd: "/here", variables });

test("what is asked for comes before the environment, and that before what is usual", () => {
  expect(read({}, { HOME: "/me" })).toMatchObject({
    endpoint: "https://huggingface.co",
    isOffline: false,
    cache: "/me/.cache/whowrote/models",
  });
  const variables = { HF_ENDPOINT: "https://hub.example/", HF_HUB_OFFLINE: "1", WHOWROTE_CACHE: "/cache" };
  expect(read({}, variables)).toMatchObject({ endpoint: "https://hub.example", isOffline: true, cache: "/cache" });
  const asked = { mirror: "http://mirror:80/hf/", cache: "mine", offline: true };
  expect(read(asked, variables)).toMatchObject({ endpoint: "http://mirror/hf", isOffline: true, cache: "/here/mine" });
});

test("the caches are where their owners say", () => {
  expect(modelCache({ XDG_CACHE_HOME: "/xdg", WHOWROTE_CACHE: "" })).toBe("/xdg/whowrote/models");
  expect(huggingFaceCache({ HOME: "/me" })).toBe("/me/.cache/huggingface/hub");
  expect(huggingFaceCache({ HF_HOME: "/hf", XDG_CACHE_HOME: "/xdg" })).toBe("/hf/hub");
  expect(huggingFaceCache({ HF_HUB_CACHE: "/hub", HF_HOME: "/hf" })).toBe("/hub");
});

test("a token is read from either variable, and a broken one is refused without showing it", () => {
  expect(read({}, { HF_TOKEN: " hf_a\n", HUGGING_FACE_HUB_TOKEN: "hf_b" }).token).toBe("hf_a");
  expect(read({}, { HF_TOKEN: "", HUGGING_FACE_HUB_TOKEN: "hf_b" }).token).toBe("hf_b");
  expect(read({})).not.toHaveProperty("token");
  expect(() => read({}, { HF_TOKEN: "hf_a\nX-Evil: 1" })).toThrow(
    /^HF_TOKEN holds characters that no token has\. Set it again\.$/,
  );
});

test.each([
  ["ftp://hub", "is no http(s) address"],
  ["hub.example", "is no http(s) address"],
  ["https://hub/?a=b", "is no http(s) address"],
  ["https://me:secret@hub", "The mirror at hub holds a password"],
])("the mirror %s is refused", (mirror, message) => {
  expect(() => read({ mirror })).toThrow(message);
});

test("Retry-After is a number of seconds or a date", () => {
  const now = Date.parse("Wed, 21 Oct 2015 07:28:00 GMT");
  expect(readRetryAfter("120", now)).toBe(120_000);
  expect(readRetryAfter("Wed, 21 Oct 2015 07:28:30 GMT", now)).toBe(30_000);
  expect(readRetryAfter("Wed, 21 Oct 2015 07:27:00 GMT", now)).toBe(0);
  expect(readRetryAfter("soon", now)).toBeUndefined();
  expect(readRetryAfter(null, now)).toBeUndefined();
});
