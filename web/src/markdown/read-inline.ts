/** A piece of a line of Markdown. */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly inlines: readonly Inline[] }
  /** `href` leads out of the page, over HTTP or to a mailbox; left out where it leads elsewhere. */
  | { readonly kind: "link"; readonly href?: string; readonly inlines: readonly Inline[] };

const marks = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    /``(?<wideCode>(?:[^`]|`(?!`))+)``/,
    /`(?<code>[^`]+)`/,
    /!?\[(?<label>[^\]]*)\]\(\s*<?(?<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?(?:\s+"[^"]*")?\s*\)/,
    /<(?<address>https?:\/\/[^\s<>]+)>/,
    /\*\*(?<strong>(?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*)))+)\*\*(?!\*)/,
    /\*(?<emphasis>[^*\s](?:[^*]*[^*\s])?)\*/,
    /(?<![\p{L}\p{N}])_(?<underlined>[^_\s](?:[^_]*[^_\s])?)_(?![\p{L}\p{N}])/u,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);

export function readInline(text: string): Inline[] {
  const read: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) read.push({ kind: "text", text: text.slice(end, match.index) });
    read.push(toInline(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) read.push({ kind: "text", text: text.slice(end) });
  return read;
}

function toInline({ groups = {} }: RegExpExecArray): Inline {
  const { escaped, code, wideCode, label, target, address, strong, emphasis, underlined } = groups;
  const isCode = code ?? wideCode;
  if (isCode !== undefined) return { kind: "code", text: isCode.trim() };
  if (strong !== undefined) return { kind: "strong", inlines: readInline(strong) };
  const slanted = emphasis ?? underlined;
  if (slanted !== undefined) return { kind: "emphasis", inlines: readInline(slanted) };
  if (label !== undefined) return toLink(target ?? "", readInline(label));
  if (address !== undefined) return toLink(address, [{ kind: "text", text: address }]);
  return { kind: "text", text: escaped ?? "" };
}

// A card comes with a checkpoint, from whoever made it: no `javascript:`, and no place inside this page.
const toLink = (target: string, inlines: readonly Inline[]): Inline =>
  /^(?:https?:\/\/|mailto:)/i.test(target) ? { kind: "link", href: target, inlines } : { kind: "link", inlines };
