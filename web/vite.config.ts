import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

/** Where `npm run dev -w web` finds a running server. */
const server = process.env["WHOWROTE_SERVER"] ?? "http://127.0.0.1:58000";

export default defineConfig({
  plugins: [react(), precompress()],
  build: {
    target: "es2023",
    // A font or picture inside the script would have to pass the page's policy under another name.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/api": server, "/docs": server } },
});
