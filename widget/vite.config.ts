import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const root = fileURLToPath(new URL("./", import.meta.url));

/** Two files: the loader, which customers' pages name, and the panel, which it imports when it is opened. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [joinLoaderAndPanel(), precompress()],
  build: {
    outDir: fileURLToPath(new URL("../dist/widget/", import.meta.url)),
    emptyOutDir: true,
    // The oldest browsers with light-dark() and popovers, which the widget rests on.
    target: ["chrome123", "firefox125", "safari17.5"],
    reportCompressedSize: false,
    // As a library: what Vite adds to the bundles of pages is of no use here.
    lib: { entry: { widget: join(root, "loader.ts"), panel: join(root, "mount-panel.tsx") }, formats: ["es"] },
    rolldownOptions: {
      // What a later file needs of the panel it takes from there: the panel is never loaded in two parts.
      preserveEntrySignatures: "allow-extension",
      output: {
        chunkFileNames: "assets/[name]-[hash].js",
        entryFileNames: ({ name }) => (name === "widget" ? "widget.js" : "assets/[name]-[hash].js"),
        minify: true,
        comments: false,
      },
    },
  },
});

/**
 * Tells the loader the panel's hashed name, and wraps it in a function that keeps its names off the page: it runs as a
 * classic script, which may have no imports and exports either.
 */
function joinLoaderAndPanel(): Plugin {
  return {
    name: "join-loader-and-panel",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const loader = chunks.find(({ name }) => name === "widget");
      const panel = chunks.find(({ name }) => name === "panel");
      if (!loader || !panel || loader.imports.length > 0 || loader.exports.length > 0) {
        return this.error("The loader has to be one file without imports and exports.");
      }
      loader.code = `(()=>{${loader.code.trim().replace("PANEL_FILE", JSON.stringify(panel.fileName))}})();\n`;
    },
  };
}

/** Writes .gz and .br beside each file, so that the server compresses nothing while it serves. */
function precompress(): Plugin {
  return {
    name: "precompress",
    async writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle)) {
        const bytes = await readFile(join(dir, name));
        await writeFile(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}
