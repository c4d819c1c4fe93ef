import { printable } from "whowrote/cli/terminal-text";
import type { ApiKey, NewKey } from "../../access.ts";
import { toWireKey } from "../../schema/key.ts";

export const listAsJson = (keys: readonly ApiKey[]): string => json({ keys: keys.map(toWireKey) });
export const keyAsJson = (key: ApiKey): string => json(toWireKey(key));
export const newKeyAsJson = ({ key, text }: NewKey): string => json({ ...toWireKey(key), key: text });

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** One line a key under a line of titles. */
export function listAsText(keys: readonly ApiKey[], now: number): string {
  if (keys.length === 0) return "There are no keys. Make one with: whowrote keys create --name NAME --scopes predict\n";
  const rows = [
    ["ID", "NAME", "SCOPES", "RATE", "CREATED", "LAST USED", "STATE"],
    ...keys.map((key) => [
      key.id,
      printable(key.name),
      key.scopes.join(","),
      key.ratePerMinute === undefined ? "standard" : `${key.ratePerMinute}/min`,
      day(key.createdAt),
      key.lastUsedAt ? minute(key.lastUsedAt) : "never",
      stateOf(key, now),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

export function describeKey({ id, name, scopes, expiresAt }: ApiKey): string {
  const until = expiresAt ? `until ${minute(expiresAt)}` : "for ever";
  return `Key ${id}, ${printable(name)}, may ${scopes.join(", ")}, good ${until}.`;
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: number): string {
  if (revokedAt) return `revoked ${day(revokedAt)}`;
  if (!expiresAt) return "good";
  return expiresAt.getTime() <= now ? `expired ${day(expiresAt)}` : `good until ${day(expiresAt)}`;
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
