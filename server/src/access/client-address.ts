import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * Tells where a request comes from: the peer of the connection, and behind trusted proxies the last address of
 * X-Forwarded-For that is not one of them. What a client wrote into that header itself stands further left and is not read.
 * @param trustedProxies addresses and networks, such as `10.0.0.0/8`
 * @throws {Error} naming an entry that is neither
 */
export function createAddressReader(
  trustedProxies: readonly string[],
): (peer: string | undefined, forwardedFor: string | undefined) => string {
  const proxies = readNetworks(trustedProxies);
  const isProxy = (address: string): boolean => proxies.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  return (peer, forwardedFor) => {
    let address = readAddress(peer ?? "");
    if (address === undefined) return "unknown";
    if (trustedProxies.length === 0) return address;
    const hops = forwardedFor?.split(",") ?? [];
    while (hops.length > 0 && isProxy(address)) {
      const hop = readAddress(hops.pop()!.trim());
      // Not an address: the proxy that wrote it is the last thing that is known.
      if (hop === undefined) break;
      address = hop;
    }
    return address;
  };
}

/**
 * What limits are counted by: an IPv4 address, or the network of 64 bits that one IPv6 client owns whole.
 * @param address as `createAddressReader` gives it
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

/** `1.2.3.4`, `1.2.3.4:80`, `::1`, `[::1]:80`, without the zone; an IPv4 address in IPv6 clothes is IPv4. */
function readAddress(text: string): string | undefined {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/s, "").toLowerCase();
  if (isIP(address) === 0) return undefined;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address;
}

function readNetworks(entries: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const entry of entries) {
    const [address = "", bits, rest] = entry.split("/");
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    if (
      version === 0 ||
      rest !== undefined ||
      (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most))
    )
      throw new Error(
        `WHOWROTE_TRUSTED_PROXIES: ${entry} is no address and no network; write for example 10.0.0.0/8,::1.`,
      );
    networks.addSubnet(address, Number(bits ?? most), version === 4 ? "ipv4" : "ipv6");
  }
  return networks;
}
