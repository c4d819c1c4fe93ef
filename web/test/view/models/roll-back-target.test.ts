import { expect, test } from "vitest";
import { rollBackTarget } from "../../../src/view/models/roll-back-target.ts";

type Action = Parameters<typeof rollBackTarget>[0][number]["action"];

/** Newest first, as the API gives them; `before` names the place in time. */
const history = (...actions: Action[]) =>
  actions.map((action, at) => ({ action, before: { weights: { [`before ${at}`]: 1 }, shadows: [] } })).toReversed();

const target = (...actions: Action[]): string | undefined => {
  const lineup = rollBackTarget(history(...actions));
  return lineup && Object.keys(lineup.weights)[0];
};

test("the first start cannot be taken back", () => {
  expect(rollBackTarget([])).toBeUndefined();
  expect(target("start")).toBeUndefined();
});

test("rolling back leads to before the last change, and each further one to before the change before it", () => {
  expect(target("start", "promote", "set-weights")).toBe("before 2");
  expect(target("start", "promote", "set-weights", "roll-back")).toBe("before 1");
  expect(target("start", "promote", "set-weights", "roll-back", "roll-back")).toBeUndefined();
  expect(target("start", "promote", "roll-back", "promote")).toBe("before 3");
});

test("an experiment that has ended is no change to take back", () => {
  expect(target("promote", "start-experiment")).toBe("before 1");
  expect(target("promote", "start-experiment", "stop-experiment")).toBe("before 0");
});

test("of a history whose beginning is not known, what was taken back in it is not offered again", () => {
  expect(target("roll-back", "stop-experiment")).toBeUndefined();
});
