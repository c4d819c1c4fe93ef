import type { ToldProse } from "../explainer.ts";
import { escapeHtml } from "../html-page.ts";
import { proseOrigin, proseParagraphs, proseTitle } from "./prose.ts";

/** What a language model wrote, as a section of a page. */
export function proseHtml(prose: ToldProse): string {
  const paragraphs = proseParagraphs(prose).map(
    ({ title, text }) => `${title === undefined ? "" : `<h3>${escapeHtml(title)}</h3>`}<p>${escapeHtml(text)}</p>`,
  );
  return `<h2>${proseTitle}</h2>\n<p><i>${escapeHtml(proseOrigin(prose))}</i></p>\n${paragraphs.join("\n")}\n`;
}
