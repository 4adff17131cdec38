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
  plugins: [classicLoader(), precompress()],
  build: {
    outDir: fileURLToPath(new URL("../dist/widget/", import.meta.url)),
    emptyOutDir: true,
    // The oldest browsers with light-dark(), which the styles rest on.
    target: ["chrome123", "firefox120", "safari17.5"],
    reportCompressedSize: false,
    // As a library: what Vite puts around the imports of pages is of no use here, and larger than the loader.
    lib: { entry: join(root, "loader.ts"), formats: ["es"] },
    rolldownOptions: {
      output: { entryFileNames: "widget.js", chunkFileNames: "assets/[name]-[hash].js", minify: true },
    },
  },
});

/**
 * The loader runs as a classic script and as a module alike: a function of its own keeps its names off the page, and
 * what it imports is named from /widget.js, whose chunks are served under /widget/assets/.
 */
function classicLoader(): Plugin {
  return {
    name: "classic-loader",
    generateBundle(_options, bundle) {
      const loader = bundle["widget.js"];
      if (loader?.type !== "chunk" || loader.imports.length > 0 || loader.exports.length > 0) {
        this.error("The loader has to be one file without imports and exports.");
      }
      loader.code = `(()=>{${loader.code.trim().replaceAll("./assets/", "./widget/assets/")}})();\n`;
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
