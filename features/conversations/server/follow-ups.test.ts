import { expect, test } from "vitest";
import { findLanguages } from "#features/knowledge/server/find-languages.ts";
import { useApp } from "#testing/app.ts";
import { createAgent, createOrganization, createProject, startConversation } from "#testing/factories.ts";
import { addPassage, askAll } from "#testing/visitor.ts";

const target = useApp();

/** An agent that answers from these texts, each a document of its own, by its name. */
async function visit(texts: Record<string, string>) {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  for (const [name, text] of Object.entries(texts)) await addPassage(target, organization.id, project, name, text);
  return startConversation(target, await createAgent(target, organization, project));
}

/** Two documents in which the second question alone finds as much in the one as in the other. */
const pairs: [language: string, first: string, then: string, right: string, wrong: string][] = [
  [
    "en",
    "How much does a rental canoe cost?",
    "And how many people does it carry?",
    "A rental canoe costs 30 euros a day. A canoe carries three people.",
    "A rental raft costs 90 euros a day. A raft carries eight people.",
  ],
  [
    "en",
    "When does the sauna open?",
    "on Sundays?",
    "The sauna opens at ten. On Sundays the sauna opens at noon.",
    "The library opens at nine. On Sundays the library opens at one.",
  ],
  [
    "de",
    "Was kostet die Reparatur eines Fahrrads?",
    "Und wie lange dauert sie?",
    "Die Reparatur eines Fahrrads kostet 40 Euro. Bei einem Fahrrad dauert die Reparatur zwei Tage.",
    "Die Reparatur eines Rollers kostet 60 Euro. Bei einem Roller dauert die Reparatur fünf Tage.",
  ],
  [
    "fr",
    "Combien coûte la visite du château ?",
    "et pour les étudiants ?",
    "La visite du château coûte 12 euros. Pour les étudiants, la visite du château coûte 6 euros.",
    "La visite du moulin coûte 8 euros. Pour les étudiants, la visite du moulin coûte 3 euros.",
  ],
  [
    "es",
    "¿A qué hora abre el museo?",
    "¿y los domingos?",
    "El museo abre a las diez. Los domingos el museo abre a las once.",
    "El mercado abre a las siete. Los domingos el mercado abre a las ocho.",
  ],
  [
    "it",
    "Quanto costa il corso di ceramica?",
    "e quanto dura?",
    "Il corso di ceramica costa 200 euro. Il corso di ceramica dura sei settimane.",
    "Il corso di cucina costa 150 euro. Il corso di cucina dura tre settimane.",
  ],
  [
    "nl",
    "Hoeveel kost een tweepersoonskamer?",
    "en met ontbijt?",
    "Een tweepersoonskamer kost 90 euro. Met ontbijt kost een tweepersoonskamer 110 euro.",
    "Een eenpersoonskamer kost 60 euro. Met ontbijt kost een eenpersoonskamer 72 euro.",
  ],
  [
    "pl",
    "Ile kosztuje bilet do zamku?",
    "a dla dzieci?",
    "Bilet do zamku kosztuje 30 złotych. Dla dzieci bilet do zamku kosztuje 15 złotych.",
    "Bilet do parku kosztuje 20 złotych. Dla dzieci bilet do parku kosztuje 8 złotych.",
  ],
  [
    "sv",
    "När öppnar badhuset?",
    "och på söndagar?",
    "Badhuset öppnar klockan sju. På söndagar öppnar badhuset klockan tio.",
    "Biblioteket öppnar klockan nio. På söndagar öppnar biblioteket klockan elva.",
  ],
  [
    "tr",
    "Müze ne zaman açılıyor?",
    "peki ya pazar günü?",
    "Müze saat dokuzda açılıyor. Pazar günü müze saat onda açılıyor.",
    "Çarşı saat yedide açılıyor. Pazar günü çarşı saat sekizde açılıyor.",
  ],
  ["zh", "博物馆几点开门？", "那星期日呢？", "博物馆九点开门。星期日博物馆十点开门。", "图书馆八点开门。星期日图书馆十一点开门。"],
];

test.each(pairs)("in %s %j is followed by %j, which is understood", async (_language, first, then, right, wrong) => {
  const texts = { One: wrong, Two: right, Three: wrong.replace(/\p{N}+/gu, "7") };
  const visitor = await visit(texts);
  await askAll(target, visitor, first);
  const { citations } = await askAll(target, visitor, then);
  expect(citations[0]).toMatchObject({ title: "Two" });
});

const documents: Record<string, string> = {
  en: "We deliver to the islands twice a week, by boat. The boat leaves from the harbour at nine.",
  de: "Wir liefern zweimal in der Woche mit dem Boot auf die Inseln. Das Boot fährt um neun am Hafen ab.",
  es: "Entregamos en las islas dos veces por semana, en barco. El barco sale del puerto a las nueve.",
};

test.each([
  ["de", "Wie lange habe ich Garantie auf eine Lampe?", ["en"], "Meine Dokumente sind auf Englisch."],
  ["fr", "Combien de temps dure la garantie ?", ["en", "en", "de"], "Mes documents sont en anglais et allemand."],
  ["es", "¿Cuánto dura la garantía de una lámpara?", ["de"], "Mis documentos están en alemán."],
  ["it", "Quanto dura la garanzia di una lampada?", ["es"], "I miei documenti sono in spagnolo."],
  ["pt", "Quanto tempo dura a garantia de uma lâmpada?", ["en"], "Os meus documentos estão em inglês."],
  ["pl", "Ile trwa gwarancja na lampę?", ["de"], "Języki moich dokumentów: niemiecki."],
  ["tr", "Bir lambanın garantisi ne kadar sürer?", ["en"], "Belgelerimin dilleri: İngilizce."],
  ["ar", "كم مدة ضمان المصباح؟", ["en"], "لغات مستنداتي: الإنجليزية."],
  ["zh", "灯的保修期是多久？", ["en"], "我的文档语言：英语。"],
  ["ja", "ランプの保証期間はどのくらいですか？", ["en"], "私の文書の言語：英語。"],
  ["ru", "Какая гарантия на лампу?", ["de"], "My documents are in German."],
])("a question in %s that finds nothing is told in which languages the documents are", async (_language, question, languages, sentence) => {
  const texts = Object.fromEntries(languages.map((language, at) => [`${language} ${at}`, documents[language]!]));
  const { text, events } = await askAll(target, await visit(texts), question);
  expect(events.at(-1)!.data).toMatchObject({ outcome: "declined" });
  expect(text).toContain(sentence);
});

test("a question in the documents' own language is told nothing of languages", async () => {
  const { text, events } = await askAll(target, await visit({ Boats: documents.en! }), "How long is the warranty of a lamp?");
  expect(events.at(-1)!.data).toMatchObject({ outcome: "declined" });
  expect(text).not.toContain("My documents are in");
});

test("the languages of documents that were read before are found out, each once", async () => {
  const visitor = await visit({ Ferries: documents.de!, Hovercraft: documents.en! });
  const { admin } = target.database;
  await admin.query("update documents set language = null");
  await findLanguages.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  const { rows } = await admin.query("select language from documents where title in ('Hovercraft', 'Ferries') order by title");
  expect(rows).toEqual([{ language: "de" }, { language: "en" }]);
  expect((await admin.query("select from documents where language is null")).rowCount).toBe(0);
  expect((await askAll(target, visitor, "Combien de temps dure la garantie ?")).text).toContain("en allemand et anglais");
});
