/**
 * The stem of a folded word: forms of one word should meet, different words should not. Light rules by script, since
 * a short question does not tell its language; those for the Latin script are English ones that leave most German,
 * French and Spanish words no worse off.
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  const first = word.charCodeAt(0);
  if (first < 0x0250) return latin(word);
  if (first >= 0x0400 && first <= 0x052f) return strip(word, cyrillicEndings, 3);
  if (first >= 0x0370 && first <= 0x03ff) return strip(word, greekEndings, 3);
  if (first >= 0x0600 && first <= 0x06ff) return arabic(word);
  if (first >= 0x0900 && first <= 0x097f) return strip(word, devanagariEndings, 2);
  return word;
}

function latin(word: string): string {
  let stemmed = word;
  if (stemmed.endsWith("ies") && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/(?:ss|x|ch|sh|z)es$/.test(stemmed)) stemmed = stemmed.slice(0, -2);
  else if (/[^su]s$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
  if (whole.has(word) || whole.has(stemmed)) return whole.has(word) ? word : stemmed;
  if (/^.ied$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
  for (const [ending, rest, least] of latinEndings) {
    if (stemmed.endsWith(ending) && stemmed.length - ending.length >= least && /[aeiouy]/.test(stemmed.slice(0, -ending.length))) {
      stemmed = stemmed.slice(0, -ending.length) + rest;
      break;
    }
  }
  if (stemmed.length > 3) stemmed = stemmed.replace(/([^aeiouls])\1$/, "$1");
  if (stemmed.length > 4) stemmed = stemmed.replace(/[eoa]$/, "");
  return stemmed.length > 3 ? stemmed.replace(/[yj]$/, "i") : stemmed;
}

/** Words that only look as if they had an ending. */
const whole = new Set(
  "news business address process access during evening morning wedding building meeting ceiling string spring".split(" "),
);

/** Ending, what replaces it, and how many letters must remain. Longest first. */
const latinEndings: readonly (readonly [string, string, number])[] = [
  ["ization", "iz", 3],
  ["isation", "iz", 3],
  ["ational", "at", 3],
  ["fulness", "ful", 3],
  ["ousness", "ous", 3],
  ["ations", "at", 3],
  ["ation", "at", 3],
  ["ement", "", 4],
  ["ingly", "", 3],
  ["edly", "", 3],
  ["ings", "", 3],
  ["ising", "iz", 3],
  ["izing", "iz", 3],
  ["ised", "iz", 3],
  ["ized", "iz", 3],
  ["ise", "iz", 4],
  ["ize", "iz", 4],
  ["ness", "", 4],
  ["ment", "", 4],
  ["ally", "al", 3],
  ["ing", "", 3],
  ["ion", "", 4],
  ["ied", "y", 2],
  ["ely", "", 3],
  ["ily", "y", 3],
  ["ed", "", 3],
  ["ly", "", 4],
  ["en", "", 4],
  ["er", "", 4],
  ["em", "", 5],
];

const cyrillicEndings =
  "иями ями ами его ому ыми ими ого ему ешь ете ите ает ают яет яют ось ась ить ать ять еть ий ый ой ая яя ое ее ые ие ых их ую юю ам ям ах ях ов ев ей ом ем ия ья ию ью ет ит ут ют ат ят ал ил ла ло ли ть а я о е ы и у ю ь й".split(
    " ",
  );
const greekEndings = "ους ων ες ος ας ης οι αι ου ον α η ο ι ε υ".split(" ");
const devanagariEndings = "ियों ाओं ों ें ीं ियां ाएं ा ी े ि ु ू".split(" ");

/** Takes off the first ending that leaves enough letters; the lists are sorted by length. */
function strip(word: string, endings: readonly string[], least: number): string {
  const ending = endings.find((candidate) => word.length - candidate.length >= least && word.endsWith(candidate));
  return ending ? word.slice(0, -ending.length) : word;
}

/** One spelling of alef, yeh and teh marbuta, then article and particles off the front, endings off the back. */
function arabic(word: string): string {
  let stemmed = word
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/[ؤئ]/g, "ء");
  const article = /^(?:وال|بال|كال|فال|لل|ال)/.exec(stemmed)?.[0];
  if (article && stemmed.length - article.length >= 2) stemmed = stemmed.slice(article.length);
  else if (stemmed.length > 4 && stemmed.startsWith("و")) stemmed = stemmed.slice(1);
  return strip(stemmed, arabicEndings, 3);
}

const arabicEndings = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];
