/** The name of a file as people see it in a list: no control or direction characters, at most 255, the ending kept. */
export function cleanName(name: string): string {
  // As browsers write quotation marks and ends of lines in a name.
  const clean = name
    .replaceAll("%22", '"')
    .replace(/%0D%0A|%0D|%0A/g, " ")
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  if (clean === "") return "file";
  const characters = Array.from(clean);
  return characters.length <= 255 ? clean : [...characters.slice(0, 240), ...characters.slice(-15)].join("");
}
