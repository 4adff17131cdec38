import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** Folders of the repository: what is written in backticks and begins with one of them is a path. */
const pathLike =
  /^(?:\.ci|\.github|access|bench|dashboard|docs|e2e|features|migrations|platform|testing|tools|widget)\/|^[\w.-]+\.(?:ts|mjs|json|md)$/;
/** Made by running the product, so absent from a fresh clone. */
const made = /^(?:data|dist|node_modules)\//;

/**
 * Paths and links in README.md, ARCHITECTURE.md and docs/ that lead nowhere, each as `file:line: what`.
 * Paths with a placeholder (`features/<name>/`, `*`, `…`, `{…}`) are skipped: they name no file.
 */
export function findDeadPaths(root: string): string[] {
  const pages = ["README.md", "ARCHITECTURE.md", ...markdownIn(join(root, "docs")).map((path) => relative(root, path))];
  return pages.filter((page) => existsSync(join(root, page))).flatMap((page) => deadIn(root, page));
}

function deadIn(root: string, page: string): string[] {
  const dead: string[] = [];
  let fenced = false;
  for (const [index, line] of readFileSync(join(root, page), "utf8").split("\n").entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) continue;
    const links = [...line.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map((match) => match[1] ?? "").filter((link) => !leadsTo(root, page, link));
    const paths = [...line.matchAll(/`([^`]+)`/g)]
      .map((match) => match[1] ?? "")
      .filter((text) => isPath(text) && !existsSync(join(root, bare(text))));
    dead.push(...[...links, ...paths].map((what) => `${page}:${index + 1}: ${what} does not exist.`));
  }
  return dead;
}

function isPath(text: string): boolean {
  return pathLike.test(text) && !/[\s<>{}*…$]/.test(text) && !made.test(text);
}

/** `platform/errors.ts:12` and `platform/errors.ts#L12` name the file. */
function bare(text: string): string {
  return text.replace(/[:#].*$/, "");
}

/** Addresses of the web and of the running product are not ours to check. */
function leadsTo(root: string, page: string, link: string): boolean {
  if (/^([a-z]+:|#)/.test(link)) return true;
  const path = bare(decodeURIComponent(link));
  if (path.startsWith("/")) return isServed(root, path);
  const target = resolve(root, dirname(page), path);
  return existsSync(target) || existsSync(`${target}.md`);
}

/** `/docs/x` is the page docs/x.md; every other absolute address belongs to the product. */
function isServed(root: string, path: string): boolean {
  const name = /^\/docs\/(.+?)(?:\.md)?$/.exec(path)?.[1];
  return !name || existsSync(join(root, "docs", `${name}.md`)) || existsSync(join(root, "docs", name));
}

function markdownIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".md") && statSync(path).isFile());
}
