/** The look of the report: screens in light and dark, and paper. */
export const reportStyle = `
:root { color-scheme: light dark; --human: light-dark(#005a8e, #7cc7f0); --ai: light-dark(#a34700, #f0a567); --line: light-dark(#ccc, #555); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.15rem 0.5rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
th:first-child { width: 30%; } th:nth-child(2) { width: 16%; } th:nth-child(6) { width: 7%; }
td { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
tr.ai td:nth-child(2) { color: var(--ai); font-weight: 600; }
tr.human td:nth-child(2) { color: var(--human); font-weight: 600; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
`;
