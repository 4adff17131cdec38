import { expect, test } from "vitest";
import { decodeByPage } from "./code-pages.ts";
import { decodeText } from "./decode-text.ts";

/** The bytes of a text in a page, by looking up what each byte or pair of bytes means in it. */
function encode(text: string, page: string): Uint8Array {
  const table = tableOf(page);
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      const code = sign <= "\x7f" ? [sign.charCodeAt(0)] : table.get(sign);
      if (!code) throw new Error(`${page} has no ${sign}.`);
      return code;
    }),
  );
}

const tables = new Map<string, Map<string, number[]>>();

function tableOf(page: string): Map<string, number[]> {
  const known = tables.get(page);
  if (known) return known;
  const table = new Map<string, number[]>();
  tables.set(page, table);
  const put = (...bytes: number[]) => {
    const sign = decodeByPage(Uint8Array.from(bytes), page);
    if ([...sign].length === 1 && sign !== "\uFFFD" && !table.has(sign)) table.set(sign, bytes);
  };
  for (let lead = 128; lead < 256; lead += 1) put(lead);
  if (/^(shift_jis|euc-jp|gb18030|big5|euc-kr)$/.test(page))
    for (let lead = 128; lead < 256; lead += 1) for (let trail = 64; trail < 256; trail += 1) put(lead, trail);
  return table;
}

const texts: [language: string, pages: string[], text: string][] = [
  ["German", ["windows-1252", "iso-8859-15", "macintosh", "cp850", "cp437"], "Rückgabe: Größe, Maß und Straße gehören dazu."],
  ["French", ["windows-1252", "macintosh", "cp850"], "Les frais d'expédition sont gratuits dès 50 euros, même à l'étranger."],
  ["Spanish", ["windows-1252", "macintosh", "cp850"], "El plazo de devolución es de treinta días. ¿Dónde está el señor Muñoz?"],
  ["Portuguese", ["windows-1252", "macintosh"], "As devoluções são aceitas até trinta dias após a entrega. Não há exceções."],
  ["Swedish", ["windows-1252", "macintosh", "cp850"], "Öppettiderna är från nio till fem på vardagar."],
  ["Danish", ["windows-1252", "macintosh"], "Åbningstiderna er fra ni til fem på hverdage, også når det er højsæson."],
  ["English with typographic marks", ["windows-1252", "macintosh"], "We don’t charge for “express” delivery – it’s free."],
  ["Polish", ["windows-1250", "iso-8859-2", "cp852"], "Łożysko żółte, następny dzień roboczy, źródło zwrotów."],
  ["Czech", ["windows-1250", "iso-8859-2", "cp852"], "Vrácení zboží je možné do třiceti dnů, příští týden též."],
  ["Hungarian", ["windows-1250", "iso-8859-2"], "A visszaküldés határideje harminc nap, a győri üzletben ősszel is."],
  ["Romanian", ["windows-1250"], "Livrarea durează două zile lucrătoare şi costă puţin în ţară."],
  ["Turkish", ["windows-1254"], "Açılış saatlerimiz dokuzdan beşe, iade süresi otuz gündür."],
  ["Latvian", ["windows-1257"], "Piegādes laiks ir divas darba dienas, atgriešana trīsdesmit dienu laikā."],
  ["Lithuanian", ["windows-1257"], "Pristatymas trunka dvi darbo dienas, grąžinti galima per trisdešimt dienų."],
  [
    "Russian",
    ["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic"],
    "Возврат товара возможен в течение тридцати дней. Доставка бесплатная.",
  ],
  ["Russian in capitals", ["windows-1251", "koi8-r", "ibm866"], "ВОЗВРАТ ТОВАРА ВОЗМОЖЕН"],
  ["Ukrainian", ["windows-1251", "koi8-u"], "Повернення товару можливе протягом тридцяти днів, її оплачує покупець."],
  ["Bulgarian", ["windows-1251"], "Връщането на стоката е възможно в срок от тридесет дни."],
  ["Greek", ["windows-1253", "iso-8859-7"], "Η επιστροφή είναι δυνατή εντός τριάντα ημερών."],
  ["Hebrew", ["windows-1255", "iso-8859-8"], "החנות פתוחה מתשע עד חמש בכל יום"],
  ["Arabic", ["windows-1256", "iso-8859-6"], "المتجر مفتوح من التاسعة حتى الخامسة"],
  ["Thai", ["windows-874"], "ร้านเปิดตั้งแต่เก้าโมงถึงห้าโมงเย็นทุกวัน"],
  ["simplified Chinese", ["gb18030"], "退货期限为三十天，运费由我们承担。机油滤清器一百二十元"],
  ["traditional Chinese", ["big5", "gb18030"], "退貨期限為三十天，運費由我們承擔。營業時間為九點至五點"],
  ["Japanese", ["shift_jis", "euc-jp"], "営業時間は九時から五時までです。返品は三十日以内にお願いします。"],
  ["Japanese in a table", ["shift_jis", "euc-jp"], "品名,価格\nオイルフィルター,1200円\nｴｱﾌｨﾙﾀｰ,900円\n".replace(/[ｦ-ﾟ]+/, "エア")],
  ["Korean", ["euc-kr"], "반품은 삼십 일 이내에 가능합니다. 영업시간은 아홉 시부터입니다."],
  ["Korean with rare syllables", ["euc-kr"], "내일 뵀으면 합니다. 똠방각하는 반품이 안 됩니다. 영업시간은 아홉 시부터입니다."],
  ["Greek of DOS and of a Mac", ["cp737", "x-mac-greek"], "Η επιστροφή είναι δυνατή εντός τριάντα ημερών."],
  ["Hebrew of DOS", ["cp862"], "החנות פתוחה מתשע עד חמש בכל יום, כולל ימי שישי לפני הצהריים"],
  ["Turkish of DOS and of a Mac", ["cp857", "x-mac-turkish"], "Açılış saatlerimiz dokuzdan beşe, iade süresi otuz gündür, ücret ödenmez."],
  ["Polish of a Mac", ["x-mac-ce"], "Łożysko żółte, następny dzień roboczy, źródło zwrotów."],
  ["Latvian of DOS", ["cp775"], "Piegādes laiks ir divas darba dienas, atgriešana trīsdesmit dienu laikā."],
  ["Ukrainian of DOS", ["cp1125"], "Повернення товару можливе протягом тридцяти днів, її оплачує покупець."],
  ["Icelandic of a Mac", ["x-mac-icelandic"], "Verslunin er opin á virkum dögum, það kostar ekkert að skila því sem þér líkar ekki."],
  ["Maltese", ["iso-8859-3"], "Il-gruppi l-kbar għandhom jirreġistraw minn qabel, żgħar jew ċkejknin."],
  [
    "Vietnamese",
    ["windows-1258"],
    "Cửa hàng mở cửa từ chín giờ. Đổi trả trong ba mươi ngày, phí vận chuyển được hoàn lại."
      .normalize("NFD")
      .replace(/([aeoAEO])(\p{M}?)\u0302/gu, (_, base: string, tone: string) => `${base}\u0302`.normalize("NFC") + tone)
      .replace(/([ouOU])\u031B|([aA])\u0306/gu, (pair) => pair.normalize("NFC")),
  ],
];

test.each(texts.flatMap(([language, pages, text]) => pages.map((page) => [language, page, text] as const)))(
  "a text in %s is read from %s",
  (_language, page, text) => {
    expect(decodeText(encode(text, page))).toBe(text);
    expect(decodeText(encode(`id;note\r\n1;${text}\r\n`.repeat(400), page))).toBe(`id;note\n1;${text}\n`.repeat(400));
  },
);

const unicode = "Größe – 価格 – цена 😀\nOpening hours";
const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
};
const utf32 = (text: string, isLittle: boolean) => {
  const points = Array.from(text, (sign) => sign.codePointAt(0)!);
  const bytes = new Uint8Array(points.length * 4);
  for (const [at, point] of points.entries()) new DataView(bytes.buffer).setUint32(at * 4, point, isLittle);
  return bytes;
};

test.each([
  ["Japanese", "営業時間は九時から五時までです。コーヒーもあります。"],
  ["Chinese", "退货期限为三十天，运费由我们承担。营业时间为九点至五点。"],
  ["Thai", "ร้านเปิดตั้งแต่เก้าโมงถึงห้าโมงเย็นทุกวัน ราคา"],
])("%s in UTF-16 is read without a mark, though none of its letters has a zero", (_language, text) => {
  for (const isLittle of [true, false]) expect(decodeText(utf16(text, isLittle))).toBe(text);
});

test("signs of four bytes are among the others in GB18030", () => {
  const bytes = [...encode("退货期限为三十天，运费由我们承担。营业时间为九点至五点。", "gb18030"), 0x81, 0x39, 0xee, 0x39];
  expect(decodeText(Uint8Array.from(bytes))).toBe("退货期限为三十天，运费由我们承担。营业时间为九点至五点。㐀");
});

test("what a mainframe wrote is no text of another encoding", () => {
  const ebcdic = Buffer.from("c7999681a285998540c799a49797859540d4a4a2a2859540a2898383408195948593848595256d", "hex");
  expect(decodeText(new Uint8Array(ebcdic))).toBeNull();
});

test.each([
  ["UTF-8", (text: string) => new TextEncoder().encode(text)],
  ["UTF-16, little end first", (text: string) => utf16(text, true)],
  ["UTF-16, big end first", (text: string) => utf16(text, false)],
  ["UTF-32, little end first", (text: string) => utf32(text, true)],
  ["UTF-32, big end first", (text: string) => utf32(text, false)],
])("%s is read with its mark and without", (_name, encodeBy) => {
  expect(decodeText(encodeBy(`\uFEFF${unicode}`))).toBe(unicode);
  expect(decodeText(encodeBy(unicode))).toBe(unicode);
});

test("UTF-8 with a few broken bytes stays UTF-8", () => {
  const bytes = new TextEncoder().encode("Ölfilter für Größe XL, Kühlmittel und Straßenöl");
  expect(decodeText(bytes.slice(0, -1))).toBe("Ölfilter für Größe XL, Kühlmittel und Straßenöl".replace(/.$/, "l").slice(0, -1));
  expect(decodeText(Uint8Array.from([...bytes, 0xfc, 0x20, ...bytes]))).toContain("Kühlmittel und Straßenöl\uFFFD Ölfilter");
});

test("an end mark after the last line, a mark before the first and all kinds of line ends are no text", () => {
  expect(decodeText(new TextEncoder().encode("\uFEFFone\r\ntwo\rthree\u2028four\u001A\r\n"))).toBe("one\ntwo\nthree\nfour");
});

test("bytes that are no text are not recognised", () => {
  let seed = 7;
  const noise = Uint8Array.from({ length: 3_000 }, () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16);
  expect(decodeText(noise)).toBeNull();
  expect(decodeText(noise.map((byte) => byte | 0x80))).toBeNull();
  expect(decodeText(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]))).toBeNull();
});
