import { acceptedRates } from "../../settings/preferences.ts";

/** Shares of false alarms that are offered. */
export const offeredRates = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;

/** A share from an address; undefined where it is none that the server takes. */
export function parseRate(text: string | null): number | undefined {
  const rate = Number(text ?? Number.NaN);
  return rate >= acceptedRates.least && rate <= acceptedRates.most ? rate : undefined;
}
