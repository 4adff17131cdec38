import bidiFactory from "bidi-js";
import type { Face } from "./load-fonts.ts";

/** A piece of a line in one font and one direction. */
export type Run = { face: Face; text: string };

const bidi = asCalled(bidiFactory)();

/** What the package exports is the function itself; its types put it under `default`. */
function asCalled(factory: unknown) {
  return factory as typeof bidiFactory.default;
}

/** The runs of a line from left to right, as the Unicode bidirectional algorithm orders them. */
export function runsOf(line: string, faces: readonly Face[]): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const runs: (Run & { level: number })[] = [];
  let at = 0;
  for (const character of line) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    // Spaces and marks stay with the letters before them, so that a script is shaped in one piece.
    const face = last && holds(last.face, character) && !isLetter(character) ? last.face : faceOf(character, faces);
    const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
    if (last && last.face === face && last.level === level) last.text += mirrored;
    else runs.push({ face, text: mirrored, level });
    at += character.length;
  }
  return reordered(runs).map(({ face, text, level }) => ({ face, text: level % 2 === 1 && !isRightToLeft(text) ? reversed(text) : text }));
}

const holds = (face: Face, character: string) => face.holds.has(character.codePointAt(0)!);
const isLetter = (character: string) => /\p{L}/u.test(character);

function faceOf(character: string, faces: readonly Face[]): Face {
  const face = faces.find((each) => holds(each, character));
  if (!face) throw new Error("A character was to be set that no font holds.");
  return face;
}

/** Rule L2: from the highest level down, what is at least as deep is turned round. */
function reordered<Piece extends { level: number }>(pieces: Piece[]): Piece[] {
  const ordered = [...pieces];
  const deepest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let depth = deepest; depth > 0; depth -= 1)
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while (end < ordered.length && ordered[end]!.level >= depth) end += 1;
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).toReversed());
      start = end;
    }
  return ordered;
}

/** What the shaper turns round by itself, by the script that it finds. */
const isRightToLeft = (text: string) => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
const reversed = (text: string) => [...text].toReversed().join("");
