import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Where a webhook goes, or why it may not go there. What a name resolves to is checked when it is called. */
export function checkWebhookUrl(text: string, allowsPrivate: boolean): URL | { readonly refusal: string } {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return { refusal: "must be an http or https URL" };
  if (url.username !== "" || url.password !== "") return { refusal: "must not hold a user name or password" };
  if (url.href.length > 2_000) return { refusal: "must have at most 2000 characters" };
  const host = hostOf(url);
  const isPrivate = isIP(host) === 0 ? /(^|\.)localhost\.?$/i.test(host) : !isPublicAddress(host);
  if (isPrivate && !allowsPrivate)
    return { refusal: "points into a private network, which only WHOWROTE_WEBHOOK_PRIVATE=1 allows" };
  return url;
}

/** Without the brackets of an IPv6 address. The parser has turned every spelling of an IPv4 address into the usual one. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");
