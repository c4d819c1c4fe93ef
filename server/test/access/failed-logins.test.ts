import { expect, test } from "vitest";
import { createFailedLogins, type FailedLogin } from "../../src/access/failed-logins.ts";

const failure: FailedLogin = { address: "203.0.113.9", reason: "unknown", keyId: "000000000000" };

function open(limit: number) {
  const records: string[] = [];
  const failedLogins = createFailedLogins({ limit, record: (action) => records.push(action) });
  return { failedLogins, records };
}

test("a network is blocked after so many failures, for at most a minute, and others are not", async () => {
  const { failedLogins } = open(3);
  for (let round = 0; round < 3; round++) {
    expect(await failedLogins.read("a")).toMatchObject({ used: round, isBlocked: false });
    expect(await failedLogins.add("a", failure)).toMatchObject({ used: round + 1, isBlocked: false });
  }
  const { isBlocked, reset } = await failedLogins.read("a");
  expect(isBlocked).toBe(true);
  expect(reset).toBeGreaterThanOrEqual(1);
  expect(reset).toBeLessThanOrEqual(60);
  expect(await failedLogins.add("a", failure)).toMatchObject({ used: 4, isBlocked: true });
  expect(await failedLogins.read("b")).toMatchObject({ used: 0, isBlocked: false });
});

test("the first failure of a network and its block are written down, nothing between or after", async () => {
  const { failedLogins, records } = open(3);
  for (let round = 0; round < 10; round++) await failedLogins.add("a", failure);
  expect(records).toEqual(["login.fail", "login.block"]);
});

test("a key is trusted where it was accepted only, until it fails there beyond the limit", async () => {
  const { failedLogins } = open(2);
  failedLogins.trust("a", "000000000000");
  failedLogins.trust("a", "111111111111");
  expect(failedLogins.isTrusted("b", "000000000000")).toBe(false);
  for (let round = 0; round < 2; round++) await failedLogins.add("a", failure);
  expect(failedLogins.isTrusted("a", "000000000000")).toBe(true);
  await failedLogins.add("a", failure);
  expect(failedLogins.isTrusted("a", "000000000000")).toBe(false);
  expect(failedLogins.isTrusted("a", "111111111111")).toBe(true);
});
