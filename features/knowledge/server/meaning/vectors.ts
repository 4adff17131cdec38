/** The signs of a vector, as a bit string: two that point the same way have few that differ. */
export function codeOf(vector: Float32Array): string {
  return Array.from(vector, (value) => (value > 0 ? "1" : "0")).join("");
}

/** Vectors one after the other, a signed byte a dimension: their lengths are lost, their directions stay. */
export function packVectors(vectors: readonly Float32Array[]): Buffer {
  const packed = vectors.map((vector) => {
    const most = vector.reduce((found, value) => Math.max(found, Math.abs(value)), 0) || 1;
    return Int8Array.from(vector, (value) => Math.round((value / most) * 127));
  });
  return Buffer.concat(packed.map((bytes) => new Uint8Array(bytes.buffer)));
}

/** How alike in direction each of the packed vectors is to this one: 1 the same, 0 nothing in common. */
export function likenesses(packed: Uint8Array, vector: Float32Array): number[] {
  const dimensions = vector.length;
  // Of hundreds of passages in a search: spread over the arguments of Math.hypot, this took longer than all that follows.
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  const bytes = new Int8Array(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: Math.floor(bytes.length / dimensions) }, (_, index) => {
    const start = index * dimensions;
    let product = 0;
    let square = 0;
    for (let at = 0; at < dimensions; at++) {
      const value = bytes[start + at]!;
      product += value * vector[at]!;
      square += value * value;
    }
    return product / (Math.sqrt(square) * length || 1);
  });
}
