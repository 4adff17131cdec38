import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, transformWithOxc, type Plugin } from "vite";

const root = fileURLToPath(new URL("./", import.meta.url));

/**
 * Its files: the loader, which customers' pages name, the panel, which it imports when it is opened, and what that imports once
 * somebody does something in it (asking, and files), once something was asked (later, and rating), where an agent asks who somebody is (lead), and where
 * a visitor leaves an address for an answer.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [divideWords(), joinLoaderAndPanel(), packEmbed(), precompress()],
  build: {
    outDir: fileURLToPath(new URL("../dist/widget/", import.meta.url)),
    emptyOutDir: true,
    // The oldest browsers with light-dark() and popovers, which the widget rests on.
    target: ["chrome123", "firefox125", "safari17.5"],
    reportCompressedSize: false,
    // As a library: what Vite adds to the bundles of pages is of no use here.
    lib: { entry: { widget: join(root, "loader.ts"), panel: join(root, "mount-panel.tsx") }, formats: ["es"] },
    rolldownOptions: {
      // What the last files share with the panel is exported from there, and no file of its own.
      preserveEntrySignatures: "allow-extension",
      output: {
        chunkFileNames: ({ name }) => `assets/${name.replace("words.", "words_")}-[hash].js`,
        entryFileNames: ({ name }) => (name === "widget" ? "widget.js" : "assets/[name]-[hash].js"),
        // With all that it imports: what the files that come later share with it is no file of its own.
        codeSplitting: { groups: [{ name: "panel", test: /widget\/mount-panel\.tsx$/ }] },
        minify: true,
        comments: false,
      },
    },
  },
});

/** To each file that is loaded later, words.ts is a module of its own: a module is in one file whole, and all words would be in the panel's. */
function divideWords(): Plugin {
  return {
    name: "divide-words",
    enforce: "pre",
    async resolveId(source, importer) {
      const folder = ["asking", "later", "lead", "files", "address", "rating", "confirm"].find((name) =>
        importer?.startsWith(`${join(root, name)}/`),
      );
      if (!folder || !source.endsWith("/words.ts")) return null;
      const words = await this.resolve(source, importer, { skipSelf: true });
      return words && `${words.id}?${folder}`;
    },
  };
}

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

/** The module by which pages steer the chat, with its types, as it is served and as a package for npm. */
function packEmbed(): Plugin {
  const name = "embed.ts";
  return {
    name: "pack-embed",
    async generateBundle() {
      const source = await readFile(join(root, name), "utf8");
      const description = {
        name: "botcadence-embed",
        version: "1.0.0",
        description: "Puts a Botcadence chat on a page and steers it.",
        license: "Apache-2.0",
        type: "module",
        exports: { ".": { types: "./embed.d.ts", default: "./embed.js" } },
        files: ["embed.js", "embed.d.ts"],
        sideEffects: false,
      };
      const file = (fileName: string, text: string) => this.emitFile({ type: "asset", fileName: `embed/${fileName}`, source: text });
      const { code, declaration } = await transformWithOxc(source, name, { sourcemap: false, typescript: { declaration: {} } });
      file("embed.js", code);
      file("embed.d.ts", declaration!);
      file("package.json", `${JSON.stringify(description, null, 2)}\n`);
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
