import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { precompress } from "../tools/precompress.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss(), sonnerStyles(), precompress()],
  build: { outDir: "../dist/dashboard", emptyOutDir: true, assetsDir: "assets", target: "es2022" },
});

/** sonner writes its styles into the page, which the page's policy refuses: they come with our own style sheet instead. */
function sonnerStyles(): Plugin {
  return {
    name: "sonner-styles",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/sonner/dist/index.mjs")) return null;
      const without = code.replace(/^__insertCSS\(".*"\);$/m, "");
      if (without === code) this.error("sonner no longer writes its styles the way that is taken out here.");
      return { code: without, map: null };
    },
  };
}
