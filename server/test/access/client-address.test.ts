import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAddressReader, networkOf } from "../../src/access/client-address.ts";
import { isLoopback } from "../../src/access/is-loopback.ts";

describe("client address", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["::FFFF:203.0.113.9", "203.0.113.9"],
    ["2001:DB8::1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    [undefined, "unknown"],
    ["", "unknown"],
    ["/run/socket", "unknown"],
  ])("the peer %s is %s", (peer, address) => {
    expect(createAddressReader([])(peer, undefined)).toBe(address);
  });

  test("X-Forwarded-For of a peer that is no trusted proxy is not read", () => {
    const read = createAddressReader(["10.0.0.0/8"]);
    expect(read("203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
    expect(createAddressReader([])("127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
  });

  test.each([
    ["198.51.100.1", "198.51.100.1"],
    ["198.51.100.1:4711", "198.51.100.1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["::ffff:198.51.100.1", "198.51.100.1"],
    ["1.1.1.1, 198.51.100.1", "198.51.100.1"],
    ["1.1.1.1, 198.51.100.1, 10.1.2.3", "198.51.100.1"],
    ["10.1.2.3, 10.1.2.4", "10.1.2.3"],
    ["198.51.100.1, unknown", "10.0.0.1"],
    ["198.51.100.1,", "10.0.0.1"],
    ["", "10.0.0.1"],
    [undefined, "10.0.0.1"],
    ["198.51.100.1\0", "10.0.0.1"],
    ["198.51.100.1'; drop table api_keys; --", "10.0.0.1"],
  ])("behind a trusted proxy X-Forwarded-For: %s comes from %s", (header, address) => {
    expect(createAddressReader(["10.0.0.0/8", "::1"])("10.0.0.1", header)).toBe(address);
    expect(createAddressReader(["10.0.0.0/8", "::1"])("::ffff:10.0.0.1", header)).toBe(address);
  });

  test("what a client writes into X-Forwarded-For itself never changes what the proxy saw", () => {
    const read = createAddressReader(["10.0.0.1"]);
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (written, seen) => {
        fc.pre(seen !== "10.0.0.1");
        expect(read("10.0.0.1", `${written}, ${seen}`)).toBe(seen);
      }),
    );
  });

  test("whatever the header holds, the address is an address", () => {
    const read = createAddressReader(["0.0.0.0/0", "::/0"]);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.array(fc.ipV4()).map(String)), (header) => {
        expect(read("127.0.0.1", header)).toMatch(/^[\d.]+$|^[\da-f:.]+$/);
      }),
    );
  });

  test.each(["10.0.0.0/33", "::1/129", "10.0.0", "proxy.example", "10.0.0.0/8/9", "10.0.0.0/x", "/8"])(
    "%s as a trusted proxy is refused by name",
    (entry) => {
      expect(() => createAddressReader([entry])).toThrow(`WHOWROTE_TRUSTED_PROXIES: ${entry} is no address`);
    },
  );
});

describe("network of an address", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["unknown", "unknown"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::6", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["2001:db8:1:2:3:4::", "2001:db8:1:2::/64"],
  ])("%s is counted by %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("every IPv6 address has one, shared by the addresses of its first 64 bits", () => {
    const group = fc.nat(0xffff).map((value) => value.toString(16));
    const half = fc.array(group, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(half, half, half, (head, first, second) => {
        const network = networkOf([...head, ...first].join(":"));
        expect(network).toMatch(/^[\da-f]{1,4}(:[\da-f]{1,4}){3}::\/64$/);
        expect(networkOf([...head, ...second].join(":"))).toBe(network);
      }),
    );
  });
});

describe("loopback", () => {
  test.each([
    "localhost",
    "LOCALHOST",
    "127.0.0.1",
    "127.1.2.3",
    "::1",
    "[::1]",
    "0:0:0:0:0:0:0:1",
    "::ffff:127.0.0.1",
  ])("%s is reached from this machine only", (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each([
    "0.0.0.0",
    "::",
    "[::]",
    "",
    "192.168.0.1",
    "localhost.example.org",
    "127.0.0.1.example.org",
    "*",
    "fe80::1",
  ])("%s may be reached from elsewhere", (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
