import { languageOf, type Language } from "./language.ts";

/** What to say to a greeting, to thanks or to "what can you do?"; null for a question. */
export function answerSmallTalk(text: string): string | null {
  const plain = text
    .trim()
    .replace(/[\s!.,?¡¿👋🙏😊🙂👍)]+/gu, " ")
    .trim()
    .toLowerCase();
  if (thanks.test(plain) || assent.test(plain)) return phrases[languageOf(text) ?? "en"].welcome;
  if (greeting.test(plain) || help.test(plain)) return phrases[greetingLanguage(plain)].greeting;
  return null;
}

/** What stands above passages that may help. */
export function suggestSentence(question: string): string {
  return phrases[languageOf(question) ?? "en"].suggest;
}

/** What to say when the documents hold no answer. */
export function declineSentence(question: string): string {
  return phrases[languageOf(question) ?? "en"].decline;
}

const phrases: Record<Language, { greeting: string; welcome: string; suggest: string; decline: string }> = {
  en: {
    greeting: "Hello. Ask me a question, and I will look for the answer in the documents I have.",
    welcome: "You are welcome. Ask me whenever there is something else.",
    suggest: "I am not sure. This may help:",
    decline:
      "I found no answer to that in the documents I have. Other words may help, for example the exact name of what you are looking for.",
  },
  de: {
    greeting: "Hallo. Stellen Sie mir eine Frage, und ich suche die Antwort in den Dokumenten, die ich habe.",
    welcome: "Gern geschehen. Fragen Sie mich, wenn Sie noch etwas wissen möchten.",
    suggest: "Ich bin nicht sicher. Vielleicht hilft das:",
    decline:
      "Darauf habe ich in meinen Dokumenten keine Antwort gefunden. Vielleicht helfen andere Worte, zum Beispiel der genaue Name dessen, was Sie suchen.",
  },
  es: {
    greeting: "Hola. Hágame una pregunta y buscaré la respuesta en los documentos que tengo.",
    welcome: "De nada. Pregúnteme cuando necesite algo más.",
    suggest: "No estoy seguro. Quizá esto ayude:",
    decline:
      "No he encontrado la respuesta en los documentos que tengo. Quizá ayuden otras palabras, por ejemplo el nombre exacto de lo que busca.",
  },
  fr: {
    greeting: "Bonjour. Posez-moi une question, et je chercherai la réponse dans les documents dont je dispose.",
    welcome: "Je vous en prie. Demandez-moi si vous avez une autre question.",
    suggest: "Je n’en suis pas certain. Ceci peut aider :",
    decline:
      "Je n’ai pas trouvé la réponse dans les documents dont je dispose. D’autres mots peuvent aider, par exemple le nom exact de ce que vous cherchez.",
  },
};

const greetingWords = {
  en: "hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings",
  de: "hallo|guten (?:morgen|tag|abend)|moin|servus|gruss gott|grüß gott|grüezi",
  es: "hola|buenos d[ií]as|buenas(?: tardes| noches)?",
  fr: "bonjour|bonsoir|salut|coucou",
};
const greeting = new RegExp(
  `^(?:(?:${Object.values(greetingWords).join("|")})(?: (?:there|all|everyone|team|zusammen|a todos|tout le monde))?\\s*)+$`,
  "u",
);
const thanks =
  /^(?:ok(?:ay)? |great |perfect |super )?(?:thanks?(?: you)?|thx|ty|cheers|danke(?: schön| sehr)?|vielen dank|(?:muchas )?gracias|merci(?: beaucoup)?)(?: (?:a lot|so much|very much|for (?:your|the) help|für die hilfe|por la ayuda|pour (?:votre|l['’]) ?aide))?(?: (?:bye|goodbye))?$/u;
const assent =
  /^(?:ok(?:ay)?|k|great|perfect|super|cool|nice|got it|i see|alright|all right|good|bye|goodbye|alles klar|verstanden|tschüss|vale|perfecto|entendido|adiós|d['’]accord|parfait|compris|au revoir)$/u;
const help =
  /^(?:help|help me|who are you|what are you|what can you do|what do you do|how can you help(?: me)?|can you help me|are you there|are you a (?:bot|robot|human)|test|testing|hilfe|wer bist du|wer sind sie|was kannst du|ayuda|quién eres|qué puedes hacer|aide|qui es-tu|qui êtes-vous|que peux-tu faire)$/u;

function greetingLanguage(plain: string): Language {
  const spoken = (Object.keys(greetingWords) as Language[]).find((language) =>
    new RegExp(`^(?:${greetingWords[language]})`, "u").test(plain),
  );
  return spoken ?? languageOf(plain) ?? "en";
}
