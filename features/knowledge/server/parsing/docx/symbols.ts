/** What the signs of symbol fonts look like, by their place in the font. */
const wingdings: Record<number, string> = {
  0x4a: "☺",
  0x6c: "●",
  0x6e: "■",
  0x6f: "□",
  0x71: "❑",
  0x72: "❒",
  0x76: "❖",
  0x9f: "•",
  0xa7: "▪",
  0xa8: "☐",
  0xd8: "➢",
  0xdf: "←",
  0xe0: "→",
  0xe1: "↑",
  0xe2: "↓",
  0xe8: "➔",
  0xf0: "⇨",
  0xfb: "✗",
  0xfc: "✓",
  0xfd: "☒",
  0xfe: "☑",
};
const greek = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const symbol: Record<number, string> = {
  0x2d: "−",
  0xa2: "′",
  0xa3: "≤",
  0xa5: "∞",
  0xac: "←",
  0xad: "↑",
  0xae: "→",
  0xaf: "↓",
  0xb0: "°",
  0xb1: "±",
  0xb2: "″",
  0xb3: "≥",
  0xb4: "×",
  0xb5: "∝",
  0xb6: "∂",
  0xb7: "•",
  0xb8: "÷",
  0xb9: "≠",
  0xba: "≡",
  0xbb: "≈",
  0xbc: "…",
  0xd2: "®",
  0xd3: "©",
  0xd4: "™",
  0xd6: "√",
  0xde: "⇒",
  0xe5: "∑",
  0xf2: "∫",
};

/** A sign of a symbol font as text; empty where nobody knows what it shows. */
export function symbolText(font: string, code: number): string {
  const place = code >= 0xf000 ? code - 0xf000 : code;
  if (/^wingdings/i.test(font)) return wingdings[place] ?? "";
  if (/^symbol/i.test(font)) {
    if (place >= 0x41 && place <= 0x5a) return greek[place - 0x41]!;
    if (place >= 0x61 && place <= 0x7a) return greek[place - 0x61]!.toLowerCase();
    return symbol[place] ?? (place >= 0x20 && place < 0x7f ? String.fromCharCode(place) : "");
  }
  return code >= 0xf000 || code < 0x20 || code > 0x10ffff ? "" : String.fromCodePoint(code);
}
