import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compileMessages } from "../tools/compile-messages.ts";
import { precompress } from "../tools/precompress.ts";

/**
 * What several pages share comes in a few files of a size worth a request: left alone, the bundler makes one of each set of
 * pages that share something, and a page asks for seventy files, most of them under a kilobyte.
 */
const sharedChunks = [
  { name: "start", tags: ["$initial" as const], priority: 1 },
  { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 32_000 },
];

/** A shared chunk is called after every page that shares it, which says more than the name of a file should. */
const chunkFileNames = ({ name }: { name: string }) => `assets/${name.split("~")[0]}-[hash].js`;

/** The mode is the language: `vite build --mode de`. Each has a folder of its own, and the address of a file does not say which. */
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [compileMessages(languageOf(mode)), react(), tailwindcss(), sonnerStyles(), precompress()],
  build: {
    outDir: languageOf(mode) === "en" ? "../dist/dashboard" : `../dist/dashboard-${mode}`,
    emptyOutDir: true,
    assetsDir: "assets",
    target: "es2022",
    chunkSizeWarningLimit: 600,
    // Shared chunks import each other in circles. Without the order of the source a schema would be read before it is there.
    rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups: sharedChunks }, strictExecutionOrder: true } },
  },
}));

/** Vite's own modes are in English. */
function languageOf(mode: string): string {
  return ["production", "development", "test"].includes(mode) ? "en" : mode;
}

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
