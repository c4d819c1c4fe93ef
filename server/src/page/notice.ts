/** What stands in the place of a page that was not built. */
export const notice = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>whowrote</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <main>
      <h1>The page is not built</h1>
      <p>The server runs. To get its page, run <code>npm run build</code> in the project's folder, then load this again.</p>
      <p><a href="/docs">Every route of the API</a> works without it.</p>
    </main>
  </body>
</html>
`;
