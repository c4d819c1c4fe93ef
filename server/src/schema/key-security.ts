/** How the routes behind a key are described: a key comes in either header. The names are those of `keySchemes`. */
export const keySecurity = [{ bearer: [] }, { header: [] }];

const description =
  "A key from `whowrote keys create`. None is needed on the machine of a server that is bound to loopback.";

/** Security schemes of OpenAPI 3.1, by name. */
export const keySchemes = {
  bearer: { type: "http", scheme: "bearer", description },
  header: { type: "apiKey", in: "header", name: "X-API-Key", description },
} as const;
