/** A page that loads nothing: its policy lets neither scripts nor the network in. */
export const htmlPage = {
  begin: (title: string, style: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${commonStyle}${style}</style></head><body>
`,
  end: "</body></html>\n",
} as const;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Safe between tags and inside quoted attributes. Control characters, which may steer a terminal that shows the page's source,
 * and marks that change the direction of writing become U+FFFD.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character]!)
    .replace(/[^\P{Cc}\t\n\r]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

const commonStyle = `
:root { color-scheme: light dark; --page: light-dark(#fcfcfa, #16181b); --text: light-dark(#1d2024, #e6e6e3); --quiet: light-dark(#65696f, #9a9ea5);
  --line: light-dark(#dcdcd6, #33373d); --ai: light-dark(#b3341f, #f0876f); --human: light-dark(#1c6b57, #6cc5a8); --uncertain: light-dark(#8a6a10, #d9b64f); --error: light-dark(#7a2fa0, #c08be0) }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 90rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.6rem; margin: 0 0 .5rem } h2 { font-size: 1.2rem }
p { max-width: 60rem } .advice { font-weight: 600 }
table { border-collapse: collapse; margin: 1rem 0; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line) }
th { color: var(--quiet); font-weight: 500 } .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.path { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere }
details summary { cursor: pointer; color: var(--quiet) } ul { margin: .2rem 0; padding-left: 1.2rem }
`;
