const words = new Intl.Segmenter("en", { granularity: "word" });
const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The lines of a text that are no wider than `width`; a word that is wider by itself is cut. Texts without spaces wrap too. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  const put = (piece: string) => {
    if (widthOf((line + piece).trimEnd()) <= width) line += piece;
    else {
      if (line.trim() !== "") lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  };
  for (const piece of pieces(text)) {
    if (widthOf(piece.trim()) <= width) put(piece);
    else for (const { segment } of letters.segment(piece)) put(segment);
  }
  if (line.trim() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Between these a line may break: spaces and closing marks go with what is before them, opening ones with what follows. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let opens = false;
  for (const { segment, isWordLike } of words.segment(text)) {
    const isOpening = /^[\p{Ps}\p{Pi}\p{Sc}]+$/u.test(segment);
    if (found.length > 0 && (opens || (!isWordLike && !isOpening))) found.push(found.pop() + segment);
    else found.push(segment);
    opens = isOpening;
  }
  return found;
}
