const romans: readonly [number, string][] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];
const digits = "〇一二三四五六七八九";
const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/** The names of number formats, as Word writes them. */
const formats: Record<string, (count: number) => string> = {
  decimalZero: (count) => String(count).padStart(2, "0"),
  lowerLetter: (count) => repeated(count),
  upperLetter: (count) => repeated(count).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (count) => roman(count).toUpperCase(),
  russianLower: (count) => letterOf(count, "абвгдежзиклмнопрстуфхцчшщэюя"),
  russianUpper: (count) => letterOf(count, "абвгдежзиклмнопрстуфхцчшщэюя").toUpperCase(),
  ordinal: (count) => `${count}${{ one: "st", two: "nd", few: "rd", other: "th", many: "th", zero: "th" }[english.select(count)]}`,
  decimalEnclosedCircle: (count) => circled[count - 1] ?? String(count),
  decimalEnclosedCircleChinese: (count) => circled[count - 1] ?? String(count),
  decimalFullWidth: (count) => String(count).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
  ideographDigital: (count) => String(count).replace(/\d/g, (digit) => digits[Number(digit)]!),
  koreanDigital: (count) => String(count).replace(/\d/g, (digit) => "영일이삼사오육칠팔구"[Number(digit)]!),
  ganada: (count) => letterOf(count, "가나다라마바사아자차카타파하"),
  aiueoFullWidth: (count) => letterOf(count, "アイウエオカキクケコサシスセソタチツテトナニヌネノ"),
  iroha: (count) => letterOf(count, "イロハニホヘトチリヌルヲワカヨタレソツネナラム"),
  hebrew1: (count) => letterOf(count, "אבגדהוזחטיכלמנסעפצקרשת"),
  arabicAlpha: (count) => letterOf(count, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
};
const english = new Intl.PluralRules("en", { type: "ordinal" });

/** A number as a list shows it, by the name of its format; digits where the format is not known. */
export function numeral(count: number, format: string): string {
  return count > 0 && count < 100_000 ? (formats[format]?.(count) ?? String(count)) : String(count);
}

/** a … z, aa, ab …: as columns of a sheet and lists of the web count. */
export function letters(count: number): string {
  let text = "";
  for (let left = count; left > 0; left = Math.floor((left - 1) / 26)) text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
  return text;
}

/** a … z, aa, bb …: as Word counts. */
function repeated(count: number): string {
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(20, Math.ceil(count / 26)));
}

function letterOf(count: number, alphabet: string): string {
  return alphabet[(count - 1) % alphabet.length]!;
}

export function roman(count: number): string {
  let text = "";
  let left = Math.min(count, 5_000);
  for (const [value, sign] of romans) for (; left >= value; left -= value) text += sign;
  return text;
}

function chinese(count: number): string {
  if (count >= 10_000) return String(count);
  const units = ["", "十", "百", "千"];
  const signs = [...String(count)].map(Number);
  let text = "";
  let zero = false;
  for (const [index, digit] of signs.entries()) {
    if (digit === 0) {
      zero = true;
      continue;
    }
    text += `${zero && text ? "〇" : ""}${digits[digit]}${units[signs.length - 1 - index]}`;
    zero = false;
  }
  return text.replace(/^一十/, "十");
}
