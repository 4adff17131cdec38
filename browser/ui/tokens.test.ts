import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const themes = { light: css.slice(0, css.indexOf(".dark")), dark: css.slice(css.indexOf(".dark")) };

const grounds = ["ground", "surface", "sunken", "hover", "accent-soft", "good-soft", "warn-soft", "bad-soft"];
const words = ["text", "text-soft", "accent", "good", "warn", "bad"];
const pairs = [
  ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
  ["on-ink", "ink"],
  ["on-accent", "accent"],
  ["on-accent", "bad"],
] as const;

test.each(["light", "dark"] as const)("every colour of words is read on every ground, %s", (theme) => {
  const luminance = luminancesOf(themes[theme]);
  const contrast = (one: string, other: string) => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  expect(pairs.filter(([word, ground]) => contrast(word, ground) < 4.5)).toEqual([]);
});

/** The relative luminance of each token, by WCAG, of a colour that is written as oklch. */
function luminancesOf(text: string): (name: string) => number {
  const found = [...text.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const known = new Map(found.map(([, name = "", l, c, h]) => [name, ofOklch(Number(l), Number(c), Number(h))]));
  return (name) => {
    const luminance = known.get(name);
    if (luminance === undefined) throw new Error(`There is no colour --${name}.`);
    return luminance;
  };
}

function ofOklch(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const red = within(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = within(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = within(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
