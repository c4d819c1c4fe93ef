/** What the page may load: only from this server. Swagger UI sets styles in elements, and draws icons in `data:`. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

// Addresses are relative, so that the page also stands behind a proxy that adds a prefix.
export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>whowrote API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

export const startScript = `window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "api/v1/openapi.json",
    dom_id: "#docs",
    deepLinking: true,
    // The address that Swagger UI would ask elsewhere whether the document is valid.
    validatorUrl: null,
  });
});
`;
