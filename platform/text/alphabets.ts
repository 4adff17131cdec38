/**
 * Letters beyond ASCII by language, common ones first where that tells languages of one page apart, and the 8-bit pages
 * that hold them. Earlier rows win where a text could be either. `language`: where words without such letters tell it as well.
 */
export type Alphabet = { language?: string; letters: string; rare?: string; pages: readonly string[] };

const western = ["windows-1252", "macintosh", "cp850", "cp437", "iso-8859-15"];
const central = ["windows-1250", "iso-8859-2", "cp852", "x-mac-ce"];
const baltic = ["windows-1257", "iso-8859-13", "iso-8859-4", "cp775"];
const cyrillic = ["windows-1251", "koi8-r", "koi8-u", "ibm866", "iso-8859-5", "x-mac-cyrillic", "cp855"];

export const alphabets: readonly Alphabet[] = [
  { language: "de", letters: "äöüß", rare: "éàèêç", pages: western },
  { language: "fr", letters: "éèàêçùâîôûïëœ", rare: "ü", pages: western },
  { language: "es", letters: "áéíóúñü", rare: "ç", pages: western },
  { language: "pt", letters: "ãçõáéêâóíúàô", pages: [...western, "cp860"] },
  { language: "it", letters: "àèéìòù", pages: western },
  { language: "sv", letters: "åäö", rare: "é", pages: western },
  { language: "da", letters: "æøå", rare: "éóüöäè", pages: western },
  { language: "nl", letters: "éëïóöü", rare: "èêá", pages: western },
  { language: "pl", letters: "ąęłóżśćńź", pages: central },
  { language: "cs", letters: "áíěéřčšžýůúťďňó", pages: central },
  { language: "hu", letters: "áéöóőüíúű", pages: central },
  { letters: "áíčéšžýľúťôäňďó", rare: "ĺŕ", pages: central },
  { language: "hr", letters: "čšžćđ", pages: [...central, "x-mac-croatian"] },
  { language: "tr", letters: "ıüşçöğİ", rare: "âîû", pages: ["windows-1254", "cp857", "x-mac-turkish"] },
  { language: "ro", letters: "ăâîşţ", pages: central },
  { letters: "ăâîșț", pages: ["iso-8859-16", "x-mac-romanian"] },
  { letters: "àçéèíïóòúü", rare: "ñ", pages: western },
  { letters: "áðíþæöéóúý", pages: [...western, "x-mac-icelandic", "cp861"] },
  { letters: "āšīēņūļžģķč", pages: baltic },
  { letters: "ėšžųūįčąę", pages: baltic },
  { letters: "õäöü", rare: "šž", pages: ["windows-1257", ...western] },
  { letters: "оеаинтсрвлкмдпуя", rare: "ыьгзбчйхжшюцщэфёъ", pages: cyrillic },
  { letters: "оаинтевірслкдумпя", rare: "згбьйчхцїєюжшщфґ'", pages: ["windows-1251", "koi8-u", "iso-8859-5", "x-mac-cyrillic", "cp1125"] },
  { letters: "аоеинтрсвдлпмкуз", rare: "бгщъчцяйхжшюьф", pages: cyrillic },
  { letters: "аоеинтрсвјдлпмкузњшљђћ", rare: "бгчцжхџфѓќѕ", pages: ["windows-1251", "iso-8859-5", "x-mac-cyrillic", "cp855"] },
  { letters: "αοεητισνρυπκλςάόίέήύώμγδθχ", rare: "βξζφψωϊϋΐΰ", pages: ["windows-1253", "iso-8859-7", "x-mac-greek", "cp737"] },
  { letters: "יוהלאתרמבשנדםעחקפכסגצטזןךףץ", rare: "ְֱֲֳִֵֶַָֹֻּ", pages: ["windows-1255", "iso-8859-8", "cp862"] },
  { letters: "الينمرتوبعةدسفهكقأح", rare: "جإىشصطخضذثزئغءظؤآًٌٍَُِّْـ،؛؟", pages: ["windows-1256", "iso-8859-6"] },
  { letters: "าเนรกอมทลงวดสตยคบปหั่้ีิ", rare: "ขจชถพผซธศโแใไะิีึืุู่้๊๋็์ัำฯๆฤฉฝฟฎฏฐฑฒณญภษฆฌฮฬ฿๐๑๒๓๔๕๖๗๘๙", pages: ["windows-874"] },
  { letters: "ħġżċà", rare: "ìòùè", pages: ["iso-8859-3"] },
  { letters: "ĉĝĥĵŝŭ", pages: ["iso-8859-3"] },
  { letters: "ŵŷâêîôûẁẃỳ", rare: "ïöäáé", pages: ["iso-8859-14"] },
  { letters: "đưăâêôơáàéèóòúùíýãõ", rare: "̣̀́̃̉", pages: ["windows-1258"] },
];
