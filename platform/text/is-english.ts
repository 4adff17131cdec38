/**
 * Whether a text can be taken for English: its letters are English ones, and no other language has more of its function words
 * in it. Keywords without any count, since they say as much in English as elsewhere.
 */
export function isEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return false;
  const foreign = letters.filter((letter) => !/[a-z]/i.test(letter)).length;
  if (foreign > letters.length * foreignMax) return false;
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (words: ReadonlySet<string>) => said.filter((word) => words.has(word)).length;
  const english = count(functionWords.en!);
  return others.every((words) => count(words) <= english);
}

/** Names and loans bring a few. */
const foreignMax = 0.08;

/** Words that carry a sentence and mean nothing in English. Those of two languages tell neither. */
const functionWords: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    en: "the of and to in is that for it you with on are this be at have from or not but what can will how when where which who why do does did i my we your if they an by as was has there their our me so any",
    de: "der und das ist nicht ein eine einen mit von zu wie wann wo warum kann ich wir sie auf für wird sind auch bei nach oder wenn meine mein",
    fr: "le les et est une des du dans que qui pour pas sur avec vous nous je comment quand où pourquoi puis mon ma ce cette sont aux",
    es: "el los las y es una que del por para con no se como cuando donde qué cómo puedo mi su lo al están hay",
    it: "il lo gli che di è una per con non sono come quando dove perché posso mio della nel delle questo",
    pt: "os uma que de não para com por como quando onde posso meu minha da do em é são dos das",
    nl: "het een van ik niet en zijn voor met hoe wanneer waar kan mijn wordt naar deze ook bij aan",
    sv: "och att det som på är en inte för med jag hur när kan min av till ett från",
    pl: "nie jest jak kiedy gdzie czy mogę się na do dla moje za jest przez",
    cs: "je na se jak kdy kde mohu pro není moje jsou nebo při",
    tr: "bir ve bu için ne nasıl mi mı var ile değil çok kadar",
    id: "yang dan di ini itu untuk dengan tidak apa bagaimana saya dari",
  }).map(([language, words]) => [language, new Set(words.split(" "))]),
);
const others = Object.entries(functionWords)
  .filter(([language]) => language !== "en")
  .map(([, words]) => new Set([...words].filter((word) => !functionWords.en!.has(word))));
