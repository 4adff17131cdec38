/**
 * Letters beyond ASCII by language, common ones first where that tells languages of one page apart, and the 8-bit pages
 * that hold them. Earlier rows win where a text could be either.
 */
export type Alphabet = { letters: string; rare?: string; pages: readonly string[] };

const western = ["windows-1252", "macintosh", "cp850", "cp437", "iso-8859-15"];
const central = ["windows-1250", "iso-8859-2", "cp852"];
const baltic = ["windows-1257", "iso-8859-13", "iso-8859-4"];
const cyrillic = ["windows-1251", "koi8-r", "koi8-u", "ibm866", "iso-8859-5", "x-mac-cyrillic"];

export const alphabets: readonly Alphabet[] = [
  { letters: "äöüß", rare: "éàèêç", pages: western },
  { letters: "éèàêçùâîôûïëœ", rare: "ü", pages: western },
  { letters: "áéíóúñü", rare: "ç", pages: western },
  { letters: "ãçõáéêâóíúàô", pages: western },
  { letters: "àèéìòù", pages: western },
  { letters: "åäö", rare: "é", pages: western },
  { letters: "æøå", rare: "éóüöäè", pages: western },
  { letters: "éëïóöü", rare: "èêá", pages: western },
  { letters: "ąęłóżśćńź", pages: central },
  { letters: "áíěéřčšžýůúťďňó", pages: central },
  { letters: "áéöóőüíúű", pages: central },
  { letters: "áíčéšžýľúťôäňďó", rare: "ĺŕ", pages: central },
  { letters: "čšžćđ", pages: central },
  { letters: "ıüşçöğİ", rare: "âîû", pages: ["windows-1254"] },
  { letters: "ăâîşţ", pages: central },
  { letters: "ăâîșț", pages: ["iso-8859-16"] },
  { letters: "àçéèíïóòúü", rare: "ñ", pages: western },
  { letters: "áðíþæöéóúý", pages: western },
  { letters: "āšīēņūļžģķč", pages: baltic },
  { letters: "ėšžųūįčąę", pages: baltic },
  { letters: "õäöü", rare: "šž", pages: ["windows-1257", ...western] },
  { letters: "оеаинтсрвлкмдпуя", rare: "ыьгзбчйхжшюцщэфёъ", pages: cyrillic },
  { letters: "оаинтевірслкдумпя", rare: "згбьйчхцїєюжшщфґ'", pages: ["windows-1251", "koi8-u", "iso-8859-5", "x-mac-cyrillic"] },
  { letters: "аоеинтрсвдлпмкуз", rare: "бгщъчцяйхжшюьф", pages: cyrillic },
  { letters: "аоеинтрсвјдлпмкузњшљђћ", rare: "бгчцжхџфѓќѕ", pages: ["windows-1251", "iso-8859-5", "x-mac-cyrillic"] },
  { letters: "αοεητισνρυπκλςάόίέήύώμγδθχ", rare: "βξζφψωϊϋΐΰ", pages: ["windows-1253", "iso-8859-7"] },
  { letters: "יוהלאתרמבשנדםעחקפכסגצטזןךףץ", rare: "ְֱֲֳִֵֶַָֹֻּ", pages: ["windows-1255", "iso-8859-8"] },
  { letters: "الينمرتوبعةدسفهكقأح", rare: "جإىشصطخضذثزئغءظؤآًٌٍَُِّْـ،؛؟", pages: ["windows-1256", "iso-8859-6"] },
  { letters: "าเนรกอมทลงวดสตยคบปหั่้ีิ", rare: "ขจชถพผซธศโแใไะิีึืุู่้๊๋็์ัำฯๆฤฉฝฟฎฏฐฑฒณญภษฆฌฮฬ฿๐๑๒๓๔๕๖๗๘๙", pages: ["windows-874"] },
  { letters: "đưăâêôơáàéèóòúùíýãõ", rare: "̣̀́̃̉", pages: ["windows-1258"] },
];
