/**
 * Case and marks: Ä and a are one, ß is ss, ي and ى are one. Only where marks are spelling, not letters: Indic vowel
 * signs stay.
 */
export function fold(raw: string): string {
  let text = raw
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, "");
  if (/[^a-z0-9]/.test(text))
    text = text
      .replace(/['’]s?$/, "")
      .replace(/^[dljmtscn]['’]|^qu['’]/, "")
      .replace(/(?<=\p{L})\.(?=\p{L}|$)|['’]/gu, "")
      .replace(/[ßøłđæœı]/g, (letter) => letters[letter]!);
  return text.normalize("NFC");
}

const letters: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i" };

/** Full and half width forms, and one spelling of composed characters: for scripts that know neither case nor accents. */
export function foldWidth(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
