/** How the reader wants things shown. Kept in this browser, never sent anywhere. */
export interface Preferences {
  /** Probabilities as "97 %", or as "32 in 33". */
  readonly probabilityUnit: "percent" | "frequency";
  /** What a part of the code adds, in log-odds (nats) or in bits: log-odds / ln 2. */
  readonly contributionUnit: "log-odds" | "bits";
  /** Accepted share of people's files that are called AI; left out where the server decides. */
  readonly falsePositiveRate?: number | undefined;
  readonly density: "comfortable" | "compact";
}

export const defaultPreferences: Preferences = {
  probabilityUnit: "percent",
  contributionUnit: "log-odds",
  density: "comfortable",
};

/** What the server takes (`falsePositiveRate` in its schema of code). */
export const acceptedRates = { least: 0.001, most: 0.2 } as const;

/**
 * Reads what was kept. What does not fit, of an older page or a changed store, is as if it had not been chosen.
 * @param text JSON, or null where nothing was kept
 */
export function parsePreferences(text: string | null): Preferences {
  const kept = readObject(text);
  const rate = kept["falsePositiveRate"];
  return {
    probabilityUnit: oneOf(kept["probabilityUnit"], ["percent", "frequency"]),
    contributionUnit: oneOf(kept["contributionUnit"], ["log-odds", "bits"]),
    ...(typeof rate === "number" && rate >= acceptedRates.least && rate <= acceptedRates.most
      ? { falsePositiveRate: rate }
      : {}),
    density: oneOf(kept["density"], ["comfortable", "compact"]),
  };
}

/** The first choice is the default. */
function oneOf<const Choice extends string>(value: unknown, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices.find((choice) => choice === value) ?? choices[0];
}

function readObject(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
