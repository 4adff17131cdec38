import basis from "./word-basis.json" with { type: "json" };

/** Of a word in its place: as many bits as these bytes have. Two that say the same there have few that differ. */
export const codeLength = 32;
export const stateLength = 512;

/**
 * The code of what the model makes of a word in its place. What all words have in common is taken away first
 * (`npm run bench -- word-basis --write`), and what is left is turned, so that each sign says something of all of it.
 */
export function codeOfState(state: Float32Array): Uint8Array {
  const own = state.map((value, at) => value - mean[at]!);
  for (const direction of common) {
    let share = 0;
    for (let at = 0; at < stateLength; at++) share += own[at]! * direction[at]!;
    for (let at = 0; at < stateLength; at++) own[at]! -= share * direction[at]!;
  }
  const turned = new Float32Array(stateLength / 2);
  for (let at = 0; at < turned.length; at++) turned[at] = signs[at]! * own[at]! + signs[at + turned.length]! * own[at + turned.length]!;
  turn(turned);
  const code = new Uint8Array(codeLength);
  for (let at = 0; at < turned.length; at++) if (turned[at]! > 0) code[at >> 3]! |= 1 << (at & 7);
  return code;
}

/** A Walsh-Hadamard transform. */
function turn(values: Float32Array): void {
  for (let half = 1; half < values.length; half *= 2)
    for (let start = 0; start < values.length; start += 2 * half)
      for (let at = start; at < start + half; at++) {
        const [one, other] = [values[at]!, values[at + half]!];
        values[at] = one + other;
        values[at + half] = one - other;
      }
}

const floatsOf = (base64: string) => new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
const mean = floatsOf(basis.mean);
const common = basis.common.map(floatsOf);

/** The same at all times: codes are kept. */
const signs = (() => {
  let state = 1;
  return Int8Array.from({ length: stateLength }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state & 1_024 ? 1 : -1;
  });
})();
