import {
  createTheme,
  type CSSVariablesResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from "@mantine/core";

/** Fonts of the reader's own machine: nothing is fetched. */
const sans = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const mono = "ui-monospace, 'SF Mono', 'Cascadia Code', 'Roboto Mono', Menlo, Consolas, monospace";

/** A dark that leans to blue, from text to ground, as the colours with a meaning do not. */
const slate: MantineColorsTuple = [
  "#d9dde4",
  "#b6bdc9",
  "#8f98a7",
  "#6b7585",
  "#414a58",
  "#323a47",
  "#272e39",
  "#1b2129",
  "#151a21",
  "#0f1318",
];

const comfortable = createTheme({
  colors: { dark: slate },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: { fontFamily: sans, fontWeight: "650" },
  primaryColor: "indigo",
  primaryShade: 7,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  luminanceThreshold: 0.45,
});

/** More on one screen: the same type, with less room around it. */
const compact = createTheme({
  spacing: { xs: "0.4rem", sm: "0.5rem", md: "0.7rem", lg: "0.9rem", xl: "1.25rem" },
  components: {
    Table: { defaultProps: { verticalSpacing: 3, horizontalSpacing: "xs" } },
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
  },
});

export const themes: Readonly<Record<"comfortable" | "compact", MantineThemeOverride>> = {
  comfortable,
  compact: mergeThemeOverrides(comfortable, compact),
};

/** Where the choice between light, dark and the device's own is kept. */
export const colourMemory = localStorageColorSchemeManager({ key: "whowrote-colours" });

/**
 * Colours with a meaning. Blue speaks for a person and orange for an AI: the pair that all kinds of colour blindness tell
 * apart (Okabe & Ito, 2008); grey is "not enough evidence". `-text` has a contrast of at least 4.5 on the page's ground.
 */
export const cssVariables: CSSVariablesResolver = ({ colors: { gray, dark, red } }) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": gray[7],
    "--mantine-color-error": red[8],
    "--whowrote-side": gray[0],
    "--whowrote-human": "#0072b2",
    "--whowrote-human-text": "#005a8e",
    "--whowrote-ai": "#d55e00",
    "--whowrote-ai-text": "#a34700",
    "--whowrote-uncertain": gray[6],
    "--whowrote-uncertain-text": gray[8],
  },
  dark: {
    "--mantine-color-dimmed": dark[1],
    "--mantine-color-error": red[4],
    "--whowrote-side": dark[8],
    "--whowrote-human": "#56b4e9",
    "--whowrote-human-text": "#7cc7f0",
    "--whowrote-ai": "#e6873c",
    "--whowrote-ai-text": "#f0a567",
    "--whowrote-uncertain": gray[6],
    "--whowrote-uncertain-text": gray[4],
  },
});
