import { rmSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppEnv } from "../../src/app-parts.ts";
import { securityHeaders } from "../../src/middleware/security-headers.ts";
import { servePage } from "../../src/middleware/serve-page.ts";
import { openPage } from "../../src/page/open-page.ts";
import { createBuildFolder, type BuildFolder } from "./build-folder.ts";

const script = "/assets/index-Bx3kQ9_-.js";
const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

let built: BuildFolder;
let get: (path: string, headers?: Readonly<Record<string, string>>, method?: string) => Promise<Response>;

beforeEach(() => {
  built = createBuildFolder();
  built.write("index.html", "<!doctype html><p>first build</p>");
  built.write(`.${script}`, "export {};");
  built.write(`.${script}.br`, "packed as br");
  built.write(`.${script}.gz`, "packed as gz");
  built.write("icon.svg", "<svg/>");
  const app = new Hono<AppEnv>();
  app.use(securityHeaders);
  app.notFound(servePage(openPage(built.path), (context) => context.json({ title: "Not found" }, 404)));
  get = async (path, headers = {}, method = "GET") => app.request(path, { method, headers });
});
afterEach(() => built.remove());

test("the root and every address of a tab show the page, under a policy that loads nothing from elsewhere", async () => {
  for (const path of ["/", "/batch", "/detections/0192f0c1-7b5e", "/models/quick%400.1.0", "/models/quick@0.1.0"]) {
    const answer = await get(path, browser);
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, "<!doctype html><p>first build</p>"]);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    const policy = answer.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; ");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
  }
  expect((await get("/", {}, "HEAD")).status).toBe(200);
});

test("a hashed file is kept for good, packed as the browser takes it", async () => {
  const sent = async (accepted: string) => {
    const answer = await get(script, { "accept-encoding": accepted });
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(answer.headers.get("vary")).toBe("accept-encoding");
    return [answer.headers.get("content-encoding"), await answer.text()];
  };
  expect(await sent("gzip, deflate, br, zstd")).toEqual(["br", "packed as br"]);
  expect(await sent("gzip;q=1.0, br;q=0")).toEqual(["gzip", "packed as gz"]);
  expect(await sent("")).toEqual([null, "export {};"]);
});

test("a file whose name stays is asked for again, and not sent again while it is the same", async () => {
  const first = await get("/icon.svg");
  expect([first.headers.get("cache-control"), first.headers.get("content-type")]).toEqual([
    "no-cache",
    "image/svg+xml",
  ]);
  const again = await get("/icon.svg", { "if-none-match": first.headers.get("etag")! });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test.each([
  ["/api/v1/nothing", browser],
  ["/docs/nothing", browser],
  ["/api", browser],
  ["/assets/index-00000000.js", browser],
  ["/favicon.ico", {}],
  ["/batch", { accept: "application/json" }],
  [`${script}.br`, {}],
])("%s is no part of the page", async (path, headers) => {
  expect((await get(path, headers)).status).toBe(404);
});

test("nothing but a tab that reads is shown the page", async () => {
  expect((await get("/batch", browser, "POST")).status).toBe(404);
});

test("nothing outside the folder is served, whatever the address or a link says", async () => {
  built.write("../secret.txt", "secret");
  built.link("secret.txt", join(built.path, "..", "secret.txt"));
  for (const path of ["/secret.txt", "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt"])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

test("a new build is served at once, with the pieces that open tabs of the last one still ask for", async () => {
  expect((await get(script)).status).toBe(200);
  rmSync(join(built.path, "assets"), { recursive: true });
  built.write("assets/index-CCCCCCCC.js", "export const build = 2;");
  built.write("index.html", "<!doctype html><p>second build</p>");
  expect(await (await get("/", browser)).text()).toContain("second build");
  expect(await (await get("/assets/index-CCCCCCCC.js")).text()).toBe("export const build = 2;");
  expect(await (await get(script)).text()).toBe("export {};");
});

test("while the page is not built, its place says how to build it, and a build shows without a restart", async () => {
  rmSync(join(built.path, "index.html"));
  const missing = await get("/history", browser);
  expect(missing.status).toBe(200);
  expect(missing.headers.get("content-type")).toContain("text/html");
  const text = await missing.text();
  expect(text).toContain("npm run build");
  expect(text).toContain('href="/docs"');
  built.write("index.html", "<!doctype html><p>built now</p>");
  expect(await (await get("/history", browser)).text()).toContain("built now");
});
