import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const NEVER_CACHED = [/^\/api\//, /^\/config\.json$/, /^\/cognito/];

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      includeAssets: ["icon.svg", "apple-touch-icon.png"],
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: NEVER_CACHED,
        cleanupOutdatedCaches: true,
      },
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
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: { target: "es2023", assetsInlineLimit: 0 },
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
