import { createRoute, z } from "@hono/zod-openapi";
import { assetNames, readAsset, type Asset, type AssetName } from "../docs/asset.ts";
import { docsPage, docsPolicy } from "../docs/page.ts";
import { keySchemes } from "../schema/key-security.ts";
import { openProblems } from "../schema/problem.ts";
import { version } from "../version.ts";
import { createRouter, type Router } from "./router.ts";

type Document = ReturnType<Router["getOpenAPI31Document"]>;

const introduction = `Who wrote source code, a person or an AI, and how sure can one be.

Errors are RFC 9457 problems. An address that exists and does not take the method answers 405 with the header allow; one that
does not exist, 404. Send X-Request-Id to find a request again in the log.`;

/**
 * The description of every route of the app, made when it is asked for first, and a page that shows it.
 * @param app with all other routes
 */
export function documentationRoutes(app: Router): Router {
  const router = createRouter();
  let document: Document | undefined;
  const describe = (): Document =>
    (document ??= app.getOpenAPI31Document(
      {
        openapi: "3.1.0",
        info: {
          title: "whowrote",
          version,
          description: introduction,
          license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
        },
      },
      { unionPreferredType: "oneOf" },
    ));
  for (const [name, scheme] of Object.entries(keySchemes))
    router.openAPIRegistry.registerComponent("securitySchemes", name, scheme);

  router.openapi(
    createRoute({
      method: "get",
      path: "/api/v1/openapi.json",
      operationId: "openapi",
      summary: "This description, OpenAPI 3.1",
      tags: ["State of the server"],
      responses: {
        200: {
          description: "The description.",
          content: {
            "application/json": {
              schema: z
                .custom<Document>()
                .openapi("OpenApiDocument", { type: "object", required: ["openapi", "info", "paths"] }),
            },
          },
        },
        ...openProblems(),
      },
    }),
    (context) => context.json(describe(), 200),
  );

  router.get("/docs", (context) => context.html(docsPage, 200, { "content-security-policy": docsPolicy }));
  const assets = new Map<AssetName, Promise<Asset>>();
  for (const name of assetNames)
    router.get(`/docs/${name}`, async (context) => {
      const reading = assets.get(name) ?? readAsset(name);
      assets.set(name, reading);
      const { body, type, etag } = await reading;
      const headers = { etag, "cache-control": "no-cache" };
      if (context.req.header("if-none-match") === etag) return context.body(null, 304, headers);
      return context.body(body, 200, { ...headers, "content-type": type });
    });
  return router;
}
