import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createProgressLine } from "../../src/cli/progress.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 30 }), written };
}

test("a line on a terminal says how far it is, cuts a long name, and is taken away", () => {
  const { stream, written } = terminal(true);
  const line = createProgressLine(stream);
  line.show(() => "1.0 of 2.0 MB", "a/very/long/path/model.safetensors");
  line.clear();
  line.clear();
  expect(written).toEqual(["\r\x1b[2K1.0 of 2.0 MB  a/ve…fetensors", "\r\x1b[2K"]);
});

test("what is no terminal gets nothing, and no state is asked for", () => {
  const { stream, written } = terminal(false);
  const line = createProgressLine(stream);
  line.show(() => {
    throw new Error("asked");
  }, "file");
  line.clear();
  expect(written).toEqual([]);
});
