import { expect, test } from "vitest";
import { parseCommand } from "../../src/retrain/parse-command.ts";
import { parseSchedule } from "../../src/retrain/schedule.ts";

// 2026-03-04 is a Wednesday. Each next time can be read off a calendar.
test.each([
  ["12h", "2026-03-04T10:00:00Z", "2026-03-04T22:00:00Z"],
  ["7d", "2026-03-04T10:00:00Z", "2026-03-11T10:00:00Z"],
  ["2w", "2026-03-04T10:00:00Z", "2026-03-18T10:00:00Z"],
  ["0 3 * * 0", "2026-03-04T10:00:00Z", "2026-03-08T03:00:00Z"],
  ["0 3 * * 7", "2026-03-08T03:00:00Z", "2026-03-15T03:00:00Z"],
  ["*/20 * * * *", "2026-03-04T10:20:00Z", "2026-03-04T10:40:00Z"],
  ["5/20 * * * *", "2026-03-04T10:46:00Z", "2026-03-04T11:05:00Z"],
  ["30 1 1,15 * *", "2026-03-04T10:00:00Z", "2026-03-15T01:30:00Z"],
  ["0 0 29 2 *", "2026-03-04T10:00:00Z", "2028-02-29T00:00:00Z"],
  ["0 9-17/4 * * 1-5", "2026-03-06T17:00:00Z", "2026-03-09T09:00:00Z"],
  // Both days given: either is enough.
  ["0 0 13 * 5", "2026-03-06T00:00:00Z", "2026-03-13T00:00:00Z"],
  ["0 0 20 * 5", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z"],
  ["0 0 11 * 5", "2026-03-06T00:00:00Z", "2026-03-11T00:00:00Z"],
])("%s after %s is due at %s", (text, after, next) => {
  expect(parseSchedule(text).next(new Date(after))).toEqual(new Date(next));
});

test("a day that no month has never comes", () => {
  expect(parseSchedule("0 0 30 2 *").next(new Date("2026-03-04T10:00:00Z"))).toBeUndefined();
});

test.each([
  "",
  "0h",
  "5m",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * * 13 *",
  "5-1 * * * *",
  "*/0 * * * *",
  "* * * *",
])("%j is refused as a schedule", (text) => {
  expect(() => parseSchedule(text)).toThrow(Error);
});

test.each([
  ["python train.py  --epochs 3", ["python", "train.py", "--epochs", "3"]],
  ['["sh", "-c", "echo $HOME | cat"]', ["sh", "-c", "echo $HOME | cat"]],
  ["echo 'a b'", ["echo", "'a", "b'"]],
])("%s is read as a list of arguments", (command, list) => {
  expect(parseCommand(command)).toEqual(list);
});

test.each(["", "  ", "[]", "[1]", '["sh"', '[""]'])("%j is refused as a command", (command) => {
  expect(() => parseCommand(command)).toThrow(Error);
});
