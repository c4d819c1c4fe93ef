import { floats, integers } from "@whowrote/training/neural/feeds";
import { openNativeRuntime } from "@whowrote/training/neural/trainer/native-session";
import { expect, test } from "vitest";
import { Graph } from "whowrote/graph";
import { gradients } from "whowrote/graph/gradients";
import { mul } from "whowrote/graph/operator/arithmetic";
import { gather } from "whowrote/graph/operator/gather";
import { reduceSum } from "whowrote/graph/operator/reduce";
import { writeOnnx } from "whowrote/graph/write-onnx";

test("with two threads no addition to a row that is looked up often is lost", async () => {
  const [rows, lookups, width] = [5, 4096, 64];
  const graph = new Graph();
  const table = graph.parameter("table", [rows, width]);
  const found = gather(table, graph.input("ids", "int64", [2, lookups / 2]));
  const loss = reduceSum(mul(found, graph.input("factors", "float32", [2, lookups / 2, width])));
  const [gradient] = gradients(loss, [table]);
  const { model, inputs } = writeOnnx(graph, { outputs: { gradient: gradient! }, weights: "inputs" });
  expect(inputs.map(({ name }) => name)).toEqual(["ids", "factors"]);
  const runtime = await openNativeRuntime();
  const session = await runtime.open(model, 2);
  const ids = Int32Array.from({ length: lookups }, (_, at) => at % 3);
  const feeds = {
    ids: runtime.tensor(integers(ids, [2, lookups / 2])),
    factors: runtime.tensor(floats(new Float32Array(lookups * width).fill(1), [2, lookups / 2, width])),
  };
  const expected = [1366, 1365, 1365, 0, 0].flatMap((count) => Array.from({ length: width }, () => count));
  for (let run = 0; run < 20; run++)
    expect([...((await session.run(feeds, { gradient: null }))["gradient"]!.data as Float32Array)]).toEqual(expected);
  await session.close();
});
