import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** The screens of one matter come together; so do the parts that screens share. */
const MATTER = /src\/features\/(settings|forms|leads|contacts|groups|broadcasts|templates)\//;
const PARTS = /src\/(shared|api)\//;
/** What the first load needs comes first and alone: its libraries in a file that stays the same while screens change. */
const CHUNKS = {
  includeDependenciesRecursively: false,
  groups: [
    { name: "ground", tags: ["$initial" as const], test: /node_modules|rolldown/, priority: 3 },
    { name: "index", tags: ["$initial" as const], priority: 2 },
    { name: (id: string) => MATTER.exec(id)?.[1] ?? null, test: MATTER, priority: 1 },
    { name: "parts", test: PARTS },
  ],
};

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      // What a service worker does besides keeping the shell is ours: it shows alerts.
      strategies: "injectManifest",
      srcDir: "src/worker",
      filename: "sw.ts",
      registerType: "prompt",
      injectRegister: false,
      includeAssets: ["icon.svg", "apple-touch-icon.png"],
      injectManifest: { globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"] },
      manifest: {
        id: "/",
        name: "Parley",
        short_name: "Parley",
        description: "One-to-one business texting",
        start_url: "/",
        display: "standalone",
        background_color: "#f6f7f6",
        theme_color: "#0f6b62",
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
        ],
      },
    }),
  ],
  resolve: {
    alias: {
      "@": new URL("./src", import.meta.url).pathname,
      // React itself has what this stands in for.
      "use-sync-external-store/shim": "use-sync-external-store",
    },
  },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: CHUNKS } },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/api", "/cognito", "/config.json"].map((path) => [
        path,
        process.env.PARLEY_ORIGIN ?? "http://127.0.0.1:8000",
      ]),
    ),
  },
});
