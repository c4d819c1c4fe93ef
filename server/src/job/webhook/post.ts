import { lookup, type LookupAddress } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import { hostOf } from "./webhook-url.ts";

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Also calls addresses of private networks. */
  readonly allowsPrivate: boolean;
  /** Ends the whole call. */
  readonly signal: AbortSignal;
}

/** The receiver's name leads, or led, into a private network. */
class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
}

/**
 * Posts a body and gives the status. Follows no redirect and reads no answer. The address that is checked is the one that is
 * called: between the two no second look-up could give another one.
 * @throws when it cannot be reached or must not be
 */
export async function post(url: URL, { headers, body, allowsPrivate, signal }: PostOptions): Promise<number> {
  const host = hostOf(url);
  if (!allowsPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw refuse();
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const call = send(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      // A connection of its own: one that is kept alive would have been checked at another time.
      agent: false,
      lookup: allowsPrivate ? lookup : lookUpPublic,
      signal,
    });
    call.on("error", reject);
    call.on("response", (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    call.end(body);
  });
}

const refuse = (): Error => new PrivateAddressError("its name leads into a private network");

/** Refuses a name as soon as one of its addresses is not public. */
const lookUpPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error !== null) done(error, "");
    else if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) done(refuse(), "");
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
