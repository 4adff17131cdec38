import { z } from "zod";

/** What a project, an agent, a role or a text may be called: anything that can be read, on one line. */
export const displayName = (what: string) =>
  z
    .string()
    .trim()
    .overwrite((name) => name.normalize("NFC").replace(/\p{Zs}+/gu, " "))
    .min(1, `${what} needs a name.`)
    // What is too long is not looked at further: some of these patterns would take minutes on a megabyte.
    .max(80, { error: "A name has at most 80 characters.", abort: true })
    .refine((name) => !hasInvisible(name), "A name has no invisible characters.")
    .refine((name) => /[\p{L}\p{N}\p{S}]/u.test(name), "A name has at least one letter or digit.");

/**
 * The name of an organization or a person. It is in mails to people who know neither, so it cannot be what really is a
 * link, an address or a telephone number; the names of firms that look a little like one are none.
 */
export const publicName = (what: string) =>
  displayName(what)
    .refine((name) => !isLink(plain(name)), "A name cannot be a web address.")
    .refine((name) => !isMailAddress(plain(name)), "A name cannot be an email address.")
    .refine((name) => !isPhoneNumber(plain(name)), "A name cannot be a phone number.");

/** What somebody is called who has given no name, and whose address makes none. */
export const unnamedMember = "New member";

/** Controls, what turns the direction of text, what draws nothing; joiners only where a script or an emoji needs them. */
export function hasInvisible(name: string): boolean {
  const without = name
    .replace(
      /(?<=[\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Tamil}\p{sc=Malayalam}\p{sc=Kannada}\p{sc=Telugu}\p{sc=Sinhala}])[\u200c\u200d]/gu,
      "",
    )
    .replace(/(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu, "")
    .replace(/(?<=\p{Extended_Pictographic})\ufe0f/gu, "");
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(without);
}

/** As a reader takes it: wide, small and raised characters as the usual ones, and what stands for a dot as one. */
const plain = (name: string) =>
  name
    .normalize("NFKC")
    .replace(/[\u3002\uff61]/g, ".")
    .replace(/\s*[[({]\s*(?:\.|dot)\s*[\])}]\s*/gi, ".");

/**
 * Endings of domains that are sold to anybody, chosen from IANA's list of the root zone as of October 2025
 * (data.iana.org/TLD/tlds-alpha-by-domain.txt). Those that are forms of firms (ltd, inc, gmbh, llc) are left out.
 */
const soldEndings =
  "com|net|org|edu|gov|int|info|biz|name|mobi|app|dev|shop|xyz|online|site|website|cloud|link|click|top|store|tech|agency|support|help|live|pro|vip|icu|win|bid|loan|loans|world|today|email|space|fun|digital|group|company|center|life|news|blog|page|zip|mov|club|chat|bot|bank|money|finance|work|services|solutions|network|systems|academy|games|art|bio|studio|design|media|cyou|cfd|sbs|rest|buzz|monster|quest|lol|best|one|gift|gifts|promo|sale|deals|cheap|discount|credit|cash|exchange|trade|trading|market|marketing|host|hosting|press|wiki|ninja|rocks|guru|expert|software|codes|tools|plus|care|health|travel|tours|jobs|legal|photos|video|social|community|events|coach|surf|asia|рф|бел|срб|укр|мкд|қаз|ελ|ευ|онлайн|сайт|орг|ком|дети|москва|中国|中國|台灣|台湾|香港|公司|网络|한국|भारत|ভারত|გე|հայ|ישראל|قطر|امارات|السعودية|مصر|شبكة";

/** Of the same list all of countries, but for those under which there are no domains (bv, gb, sj). */
const countryEndings =
  "ac|ad|ae|af|ag|ai|al|am|ao|aq|ar|as|at|au|aw|ax|az|ba|bb|bd|be|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|by|bz|ca|cc|cd|cf|cg|ch|ci|ck|cl|cm|cn|co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|er|es|et|eu|fi|fj|fk|fm|fo|fr|ga|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|gr|gs|gt|gu|gw|gy|hk|hm|hn|hr|ht|hu|id|ie|il|im|in|io|iq|ir|is|it|je|jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|ls|lt|lu|lv|ly|ma|mc|md|me|mg|mh|mk|ml|mm|mn|mo|mp|mq|mr|ms|mt|mu|mv|mw|mx|my|mz|na|nc|ne|nf|ng|ni|nl|no|np|nr|nu|nz|om|pa|pe|pf|pg|ph|pk|pl|pm|pn|pr|ps|pt|pw|py|qa|re|ro|rs|ru|rw|sa|sb|sc|sd|se|sg|sh|si|sk|sl|sm|sn|so|sr|ss|st|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|tk|tl|tm|tn|to|tr|tt|tv|tw|tz|ua|ug|uk|us|uy|uz|va|vc|ve|vg|vi|vn|vu|wf|ws|ye|yt|za|zm|zw";

export const domainEndings: readonly string[] = `${soldEndings}|${countryEndings}`.split("|");

const domain = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:[\\p{L}\\p{N}-]+\\.)*)([\\p{L}\\p{N}-]+)\\.(${domainEndings.join("|")})(?!\\.?[\\p{L}\\p{M}\\p{N}-])(/?)`,
  "giu",
);

const isMailAddress = (name: string) => /\S+@\S+\.\S+/.test(name);

/** Whether a name, of some 200 characters at most, is or holds a web or an email address. */
export const leadsElsewhere = (name: string) => isLink(plain(name)) || isMailAddress(plain(name));

/** What makes a name one of a firm, as registers write it, with or without dots. */
const firmForms =
  "(?<![\\p{L}\\p{N}])(?:ltd|limited|inc|incorporated|corp|corporation|ulc|llc|l\\.l\\.c|llp|lp|plc|p\\.l\\.c|gmbh|ggmbh|ug|ag|kg|kgaa|ohg|gbr|e\\.? ?k|e\\.? ?v|eg|se|s\\.? ?a|s\\.? ?l|s\\.? ?a\\.? ?s|s\\.? ?a\\.? ?r\\.? ?l|s\\.? ?r\\.? ?l|s\\.? ?p\\.? ?a|s\\.? ?c\\.? ?a|sarl|sasu|eurl|bv|b\\.v|nv|n\\.v|vof|cv|c\\.v|bvba|ab|a\\/s|a\\.? ?s|aps|asa|oyj?|hf|ehf|sp\\.? ?z\\.? ?o\\.? ?o|s\\.? ?r\\.? ?o|d\\.? ?o\\.? ?o|a\\.d|ood|eood|kft|zrt|nyrt|oü|sia|uab|lda|ltda|eireli|s\\/a|s\\.? ?a\\.? ?de|pty|pte|pvt|sdn|bhd|k\\.k|kk|g\\.k|co|company|pjsc|jsc|ooo|ао|ооо|оао|зао|пао|тов|株式会社|有限会社|合同会社|有限公司|公司|주식회사|pt|tbk|dmcc|fz-?llc|fze|holdings?|group|verwaltungs|beteiligungs|vermögensverwaltungs)(?![\\p{L}\\p{N}])";
const firmForm = new RegExp(firmForms, "iu");
const endsAsFirm = new RegExp(`${firmForms}[\\s.)»"]*$`, "iu");

/** Short for something, so that what follows its dot is the next word: "Co.KG", "Dr.No". */
const abbreviation =
  /^(?:\p{L}|co|corp|comp|cia|soc|ges|gebr|bros|inc|ltd|int|intl|inst|univ|mfg|fa|dr|prof|mr|mrs|ms|ing|dipl|mag|sr|jr|st|ste|no|nr|mt|ft|gen|col|rev|hon|sen|kom|pt|cv|ud|pd|tb|tbk)$/iu;

/** Endings that are forms of firms too; as such they are written in capitals. */
const formEnding = /^(?:AG|SE|SA|NV|AB|AS|KG|SL|SC|PT|LP|CO|SAS)$/;

/** What is followed by ".NET" as the name of software. */
const frameworks = /^(?:ASP|VB|ADO|ML)$/;

/**
 * A scheme, `www.`, numbers of the net, or a domain under an ending that exists. No link: initials ("S.A.de"), what is short
 * for something, a form in capitals ("Muster.AG"), and the domain after which a firm is called ("Example.com Ltd.").
 */
function isLink(name: string): boolean {
  if (/[\p{L}\p{N}]:\/\//u.test(name) || /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|mailto):\S/iu.test(name)) return true;
  if (/(?<![\p{L}\p{N}])www\.[\p{L}\p{N}]/iu.test(name)) return true;
  if (/(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/.test(name)) return true;
  return [...name.matchAll(domain)].some(({ 0: whole, 1: sub = "", 2: label = "", 3: ending = "", 4: slash, index }) => {
    if (slash === "/") return true;
    if (ending === "NET" && frameworks.test(label)) return false;
    const labels = [...sub.split(".").filter(Boolean), label];
    // "г.Москва" is a city; of "t.co" somebody has made a domain.
    if (labels.every((part) => abbreviation.test(part))) {
      if (ending.length > 2) return /^\p{ASCII}|^\p{Ll}/u.test(ending);
      return whole === name && whole === whole.toLowerCase();
    }
    if (abbreviation.test(label) && ending.length === 2 && !sub) return false;
    if (formEnding.test(ending) && /\p{Ll}/u.test(label)) return false;
    return index > 0 || !endsAsFirm.test(name.slice(whole.length));
  });
}

/**
 * Seven digits and more of any script, with what people write between them. No telephone number: years and dates, numbers of
 * standards, and the number by which a register calls a firm ("1234567 B.C. Ltd.", "ACN 123 456 789 Pty Ltd").
 */
function isPhoneNumber(name: string): boolean {
  const rest = name
    .replace(/(?<!\d)(?:1[0-9]|20)\d\d\s?[-–/]\s?(?:1[0-9]|20)\d\d(?!\d)/g, "")
    .replace(/(?<!\d)(?:(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:19|20)\d\d)(?!\d)/g, "")
    .replace(/\b(?:ISO|IEC|DIN|EN|IEEE|ANSI|BS|NF|VDE|RFC)\b[\s/-]*(?:(?:ISO|IEC|EN)[\s/-]*)*\d+(?:[-:.]\d+)*/gi, "")
    .replace(registerNumber, "");
  const registered = firmForm.test(rest) ? rest.replace(firmNumber, "") : rest;
  return /\p{Nd}(?:[\s().–/-]*\p{Nd}){6,}/u.test(registered);
}

/**
 * What only a register writes so: Australia's company and business numbers behind their names, and in Brazil the root of the
 * number before the name of its holder.
 */
const registerNumber = /\bA\.?[CB]\.?N\.?:? ?(?:\d{2} )?\d{3} \d{3} \d{3}(?!\d| \d)|^\d{2}\.\d{3}\.\d{3}(?= \p{L})/giu;

/**
 * The number in the name of a firm: five to nine digits at its start, or any of as many that begins like none to be dialled;
 * longer ones begin with 1, which no number of the same length does in North America or behind a country's code.
 */
const firmNumber = /^(?:\d{5,9}|1\d{9})(?! ?[\d(/-])|(?<![\d+(/-] ?)(?:[1-9](?:\d{4,8}|\d{3}-\d{4})|1\d{12})(?! ?[\d(/-])/;
