import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Fonts of the reader's own machine: nothing is fetched. */
const sans = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const mono = "ui-monospace, 'SF Mono', 'Cascadia Code', 'Roboto Mono', Menlo, Consolas, monospace";

export const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: { fontFamily: sans, fontWeight: "650" },
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 5 },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  luminanceThreshold: 0.45,
});

/**
 * Colours with a meaning. Blue speaks for a person and orange for an AI: the pair that all kinds of colour blindness tell
 * apart (Okabe & Ito, 2008); grey is "not enough evidence". `-text` has a contrast of at least 4.5 on the page's ground.
 */
export const cssVariables: CSSVariablesResolver = ({ colors: { gray, dark } }) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": gray[7],
    "--whowrote-human": "#0072b2",
    "--whowrote-human-text": "#005a8e",
    "--whowrote-ai": "#d55e00",
    "--whowrote-ai-text": "#a34700",
    "--whowrote-uncertain": gray[6],
    "--whowrote-uncertain-text": gray[8],
  },
  dark: {
    "--mantine-color-dimmed": dark[1],
    "--whowrote-human": "#56b4e9",
    "--whowrote-human-text": "#7cc7f0",
    "--whowrote-ai": "#e6873c",
    "--whowrote-ai-text": "#f0a567",
    "--whowrote-uncertain": gray[6],
    "--whowrote-uncertain-text": gray[4],
  },
});
