/** Every term that one slip makes of another: a letter left out, doubled, wrong, or two in the wrong order. */
export function oneSlipFrom(term: string): string[] {
  const letters = lettersOf(term);
  const near = new Set<string>();
  for (let at = 0; at <= term.length; at += 1) {
    const [before, behind] = [term.slice(0, at), term.slice(at)];
    for (const letter of letters) {
      near.add(before + letter + behind);
      if (behind) near.add(before + letter + behind.slice(1));
    }
    near.add(before + behind.slice(1));
    if (behind.length > 1) near.add(before + behind[1]! + behind[0]! + behind.slice(2));
  }
  near.delete(term);
  return [...near];
}

/** How many slips lead from one to the other, counted no further than `most`; neighbours in the wrong order are one. */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, above]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const wrong = one[row - 1] === other[at - 1] ? 0 : 1;
      let slips = Math.min(above[at]! + 1, line[at - 1]! + 1, above[at - 1]! + wrong);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        slips = Math.min(slips, before[at - 2]! + 1);
      line.push(slips);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return above[other.length]!;
}

/** How many slips a word can have and still be recognized: a short one with two is another word. */
export function slipsIn(term: string): number {
  if (!/^[\p{L}\p{M}]+$/u.test(term) || unspelled.test(term)) return 0;
  return term.length < 4 ? 0 : term.length < 8 ? 1 : 2;
}

const unspelled = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The letters that the term's script is folded to; for scripts that are not here, those of the term itself. */
function lettersOf(term: string): Iterable<string> {
  const first = term.charCodeAt(0);
  return (
    alphabets.find((alphabet) => first >= alphabet.charCodeAt(0) && first <= alphabet.charCodeAt(alphabet.length - 1)) ?? new Set(term)
  );
}

const alphabets = [
  "abcdefghijklmnopqrstuvwxyz",
  "αβγδεζηθικλμνξοπρστυφχψω",
  "абвгдежзиклмнопрстуфхцчшщъыьэюя",
  "אבגדהוזחטיכלמנסעפצקרשת",
  "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي",
];
