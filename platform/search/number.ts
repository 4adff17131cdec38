/**
 * One spelling for a number, folded and perhaps with a unit: 1,250.00, 1.250,00, 1 250 and 1250 are one; 3.50 keeps its
 * point, and so do dates and versions.
 */
export function numberOf(folded: string): string {
  const [, written = "", unit = ""] = /^([\p{N}.,'’\s]+)(.*)$/u.exec(folded) ?? [];
  const digits = written.replace(/['’\s]/g, "").replace(/\p{Nd}/gu, westernDigit);
  return plain(digits) + unit;
}

function plain(digits: string): string {
  const separators = new Set(digits.match(/[.,]/g));
  if (separators.size === 0) return digits;
  const groups = digits.split(/[.,]/);
  if (separators.size === 1 && isGrouped(groups)) return groups.join("");
  if (separators.size === 1 && groups.length > 2) return digits;
  const decimals = groups.pop()!;
  return /^0+$/.test(decimals) ? groups.join("") : `${groups.join("")}.${decimals}`;
}

/** By thousands, or as in India: 1,00,000. */
function isGrouped([first = "", ...others]: readonly string[]): boolean {
  if (!/^[^0]\d{0,2}$/.test(first) || others.at(-1)?.length !== 3) return false;
  return others.every(({ length }) => length === 3) || (others.length > 1 && others.slice(0, -1).every(({ length }) => length === 2));
}

/** Digits of other scripts come in tens, whose first is their zero. */
function westernDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  if (code < 0x0660) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
