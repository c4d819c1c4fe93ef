import type { Context, NotFoundHandler } from "hono";
import type { AppEnv } from "../app-parts.ts";
import { notice } from "../page/notice.ts";
import type { Page } from "../page/open-page.ts";
import { namesFile, packings, type Packing, type PageFile } from "../page/page-files.ts";
import { pagePolicy } from "../page/page-policy.ts";

const reading: ReadonlySet<string> = new Set(["GET", "HEAD"]);
/** What is the API's, and never a place within the page. */
const ofTheApi = /^\/(api|docs)(\/|$)/;

/** Answers what no route answers: with the page, with a file of it, or, where it is neither, as `otherwise` says. */
export function servePage(page: Page, otherwise: NotFoundHandler<AppEnv>): NotFoundHandler<AppEnv> {
  return async (context) => {
    const { method, path } = context.req;
    if (!reading.has(method) || ofTheApi.test(path)) return otherwise(context);
    if (!isPlace(context)) {
      const file = page.find(path) ?? (await findAnew(page, path));
      return file === undefined ? otherwise(context) : answerFile(context, file);
    }
    const entry = await page.readEntry();
    if (entry !== undefined) return answerFile(context, entry);
    context.set("route", "page");
    return context.html(notice, 200, { "content-security-policy": pagePolicy });
  };
}

/** The root, and whatever a browser shows in a tab. */
function isPlace({ req }: Context<AppEnv>): boolean {
  if (req.path === "/") return true;
  return !namesFile(req.path) && (req.header("accept") ?? "").includes("text/html");
}

/** Nobody has asked for the page yet, or it was built again since. */
async function findAnew(page: Page, path: string): Promise<PageFile | undefined> {
  if (!namesFile(path)) return undefined;
  await page.readEntry();
  return page.find(path);
}

function answerFile(context: Context<AppEnv>, { type, etag, body, packed, isHashed }: PageFile): Response {
  context.set("route", "page");
  const packing = choosePacking(context.req.header("accept-encoding") ?? "", packed);
  // One for each packing: they are other bytes (RFC 9110, section 8.8.3).
  const tag = `"${etag}${packing === undefined ? "" : `-${packing}`}"`;
  const headers: Record<string, string> = {
    etag: tag,
    vary: "accept-encoding",
    // A worker has the policy of its own script.
    "content-security-policy": pagePolicy,
    "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (context.req.header("if-none-match") === tag) return context.body(null, 304, headers);
  if (packing !== undefined) headers["content-encoding"] = packing;
  const sent = packing === undefined ? body : packed[packing]!;
  return context.body(sent, 200, { ...headers, "content-type": type, "content-length": String(sent.length) });
}

/** The first of ours that the browser takes. */
function choosePacking(accepted: string, packed: PageFile["packed"]): Packing | undefined {
  const taken = new Set(
    accepted
      .split(",")
      .map((one) => one.trim().toLowerCase())
      .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
      .map((one) => one.replace(/;.*$/, "").trim()),
  );
  return (Object.keys(packings) as Packing[]).find((one) => packed[one] !== undefined && taken.has(one));
}
