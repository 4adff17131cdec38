/** A TrueType font whose glyphs are all the same square, a thousand units to the em: readers ask how large what they draw is. */
export function makeTinyFont(glyphs: number): Uint8Array {
  const outline = shorts(1, 0, 0, 900, 900, 3, 0, 0x0101, 0x0101, 0, 900, 0, -900, 0, 0, 900, 0);
  const tables: Record<string, Buffer> = {
    head: shorts(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 900, 900, 0, 8, 2, 1, 0),
    hhea: shorts(1, 0, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs),
    maxp: shorts(1, 0, glyphs, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    hmtx: shorts(...Array.from({ length: glyphs }, () => [1000, 0]).flat()),
    loca: longs(...Array.from({ length: glyphs + 1 }, (_, index) => index * outline.length)),
    glyf: Buffer.concat(Array.from({ length: glyphs }, () => outline)),
  };
  const names = Object.keys(tables).toSorted();
  let offset = 12 + names.length * 16;
  const directory = names.map((name) => {
    const { length } = tables[name]!;
    const entry = Buffer.concat([Buffer.from(name), longs(0, offset, length)]);
    offset += length + (-length & 3);
    return entry;
  });
  const bodies = names.map((name) => Buffer.concat([tables[name]!, Buffer.alloc(-tables[name]!.length & 3)]));
  return Buffer.concat([shorts(1, 0, names.length, 64, 2, names.length * 16 - 64), ...directory, ...bodies]);
}

const shorts = (...values: number[]) => Buffer.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]));
const longs = (...values: number[]) => shorts(...values.flatMap((value) => [value >>> 16, value & 0xffff]));
