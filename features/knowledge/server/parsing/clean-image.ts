import sharp from "sharp";
import { Unreadable } from "./block.ts";

/** An image as WebP, with nothing but its pixels. */
export type CleanImage = { bytes: Uint8Array; width: number; height: number };

/** More than any camera of a telephone makes, and what fits into a parser's memory. */
const pixelsMax = 50_000_000;
/** A longer side is shrunk to it: letters on a screenshot of a large display can still be read. */
const sideMax = 2_560;
const quality = 82;

sharp.cache(false);
sharp.concurrency(1);
// Whatever else libvips opens, such as SVG, which may name other files, is not opened here.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Heif"].flatMap((format) => [`VipsForeignLoad${format}Buffer`]),
});

/**
 * Re-encodes an image from its pixels, upright as its camera says: where it was taken and whatever else it carries is gone,
 * and of one that moves the first picture is left. Runs in a process of its own.
 *
 * @returns null where it has more pixels than are read
 * @throws Unreadable
 */
export async function cleanImage(bytes: Uint8Array): Promise<CleanImage | null> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(asDamaged);
  if (width * height > pixelsMax) return null;
  const { data, info } = await sharp(bytes, { limitInputPixels: pixelsMax, sequentialRead: true, failOn: "error" })
    .autoOrient()
    .resize({ width: sideMax, height: sideMax, fit: "inside", withoutEnlargement: true })
    .webp({ quality })
    .toBuffer({ resolveWithObject: true })
    .catch(asDamaged);
  return { bytes: data, width: info.width, height: info.height };
}

function asDamaged(): never {
  throw new Unreadable("corrupt");
}
