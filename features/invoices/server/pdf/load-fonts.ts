import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { create, type Font as Opened } from "fontkit";
import subsetFont from "subset-font";

export type Weight = "regular" | "semibold";

/** A font with the characters of one document and no others, in both weights, as TrueType. */
export type Face = { name: string; holds: ReadonlySet<number>; bytes: Record<Weight, Buffer> };

/** In the order in which they are asked for a character. Each package has its scripts in a file each. */
const families = [
  "inter",
  "noto-sans-arabic",
  "noto-sans-hebrew",
  "noto-sans-thai",
  "noto-sans-devanagari",
  "noto-sans-georgian",
  "noto-sans-armenian",
  "noto-sans-jp",
  "noto-sans-kr",
  "noto-sans-sc",
];

const { resolve } = createRequire(import.meta.url);

/** The fonts for a text, so that each of its characters is in one of them, if it is in any that the product brings along. */
export async function loadFonts(text: string): Promise<Face[]> {
  const missing = new Set([...text].map((character) => character.codePointAt(0)!));
  const faces: Face[] = [];
  for (const family of families) {
    if (missing.size === 0) break;
    for (const [script, ranges] of await scriptsOf(family)) {
      if (![...missing].some((code) => ranges.some(([from, to]) => code >= from && code <= to))) continue;
      const face = await loadFace(family, script, text);
      faces.push(face);
      for (const code of face.holds) missing.delete(code);
    }
  }
  return faces;
}

type Ranges = [from: number, to: number][];

/** The parts that a package is cut into, as `unicode.json` names them: a script, or a number in brackets. */
async function scriptsOf(family: string): Promise<[script: string, Ranges][]> {
  const listed: Record<string, string> = JSON.parse(await readFile(resolve(`@fontsource-variable/${family}/unicode.json`), "utf8"));
  return Object.entries(listed).map(([script, ranges]) => [
    script.replace(/[[\]]/g, ""),
    ranges.split(",").map((range) => {
      const [from = "", to = from] = range.replace("U+", "").split("-");
      return [parseInt(from, 16), parseInt(to, 16)];
    }),
  ]);
}

async function loadFace(family: string, script: string, text: string): Promise<Face> {
  const woff2 = await readFile(resolve(`@fontsource-variable/${family}/files/${family}-${script}-wght-normal.woff2`));
  const regular = await cut(woff2, text, 400);
  const semibold = await cut(woff2, text, 600);
  return { name: `${family}-${script}`, holds: new Set(opened(regular).characterSet), bytes: { regular, semibold } };
}

/** fontkit embeds neither woff2 nor a variable font rightly, and reads beyond the end of a font whose last glyph is empty. */
async function cut(woff2: Buffer, text: string, weight: number): Promise<Buffer> {
  const ttf = await subsetFont(woff2, text, { targetFormat: "truetype", variationAxes: { wght: weight } });
  return Buffer.concat([ttf, Buffer.alloc(16)]);
}

function opened(font: Buffer): Opened {
  const file = create(font);
  if (!("characterSet" in file)) throw new Error("A font file holds several fonts.");
  return file;
}
