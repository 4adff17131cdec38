import { expect, test } from "vitest";
import { questionsIn, readingsOf } from "./follow-up.ts";

const agent = { name: "Desk", instructions: "", model_name: null, temperature: null };
const ask = (text: string, ...before: string[]) => ({
  text,
  history: before.map((said) => ({ role: "visitor" as const, text: said })),
  agent,
});

test.each([
  ["How much is delivery? How long does it take?", ["How much is delivery?", "How long does it take?"]],
  ["Can I pay by card? Do you take vouchers?", ["Can I pay by card?", "Do you take vouchers?"]],
  ["Wann öffnen Sie? Wo kann ich parken?", ["Wann öffnen Sie?", "Wo kann ich parken?"]],
  ["¿Cuánto cuesta el desayuno? ¿A qué hora se sirve?", ["¿Cuánto cuesta el desayuno?", "¿A qué hora se sirve?"]],
  ["保修多久？怎么退货？", ["保修多久？", "怎么退货？"]],
  ["How much is the oak desk and how long is its warranty?", ["How much is the oak desk?", "how long is its warranty?"]],
  ["Wie lange dauert die Reparatur und was kostet sie?", ["Wie lange dauert die Reparatur?", "was kostet sie?"]],
  ["Combien coûte la visite et quand commence-t-elle ?", ["Combien coûte la visite?", "quand commence-t-elle ?"]],
  ["¿Dónde está la entrada y cuánto cuesta?", ["¿Dónde está la entrada?", "cuánto cuesta?"]],
  ["Quanto dura il corso e quando comincia?", ["Quanto dura il corso?", "quando comincia?"]],
  ["Hoeveel kost de fiets en wanneer is hij klaar?", ["Hoeveel kost de fiets?", "wanneer is hij klaar?"]],
  ["Ile kosztuje bilet i gdzie można go kupić?", ["Ile kosztuje bilet?", "gdzie można go kupić?"]],
  ["Vad kostar biljetten och när öppnar museet?", ["Vad kostar biljetten?", "när öppnar museet?"]],
  ["كم سعر التذكرة ومتى يفتح المتحف؟", ["كم سعر التذكرة?", "ومتى يفتح المتحف؟"]],
  ["チケットはいくらですか、どこで買えますか？", ["チケットはいくらですか?", "どこで買えますか？"]],
  ["How much is delivery? How long does it take? Thanks!", ["How much is delivery?", "How long does it take?"]],
])("%j is two questions", (text, parts) => {
  expect(questionsIn(ask(text)).map((question) => question.text)).toEqual(parts);
});

test.each([
  "How long does delivery take?",
  "My pot broke. What now?",
  "Really?? Is that so",
  "Why? How? When? Where? Who pays?",
  "What is the difference between pine and oak?",
  "My lamp is broken and how can I return it?",
  "Wo finde ich Lampen und Kerzen?",
  "¿Cuánto cuestan la mesa y la silla?",
])("%j is one", (text) => {
  expect(questionsIn(ask(text)).map((question) => question.text)).toEqual([text]);
});

test("the second of two questions follows the first", () => {
  const [, second] = questionsIn(ask("How much is the oak table? How long is its delivery?"));
  expect(readingsOf(second!)[0]).toMatchObject({ earlier: "How much is the oak table?" });
});

test.each([
  ["and how long does it take?", "How much is delivery?"],
  ["what about plants?", "How do I return a pot?"],
  ["und am Samstag?", "Wann haben Sie geöffnet?"],
  ["is it free?", "Is there parking at the shop?"],
  ["on Saturdays?", "When are you open?"],
  ["Wie lange dauert es?", "Was kostet die Reparatur eines Fahrrads?"],
  ["et pour les étudiants ?", "Combien coûte la visite du musée ?"],
  ["¿y los domingos?", "¿A qué hora abre el museo?"],
  ["e la domenica?", "Quando è aperto il museo?"],
  ["e aos domingos?", "Quando abre o museu?"],
  ["en op zondag?", "Wanneer is het museum open?"],
  ["a w niedzielę?", "Kiedy otwarte jest muzeum?"],
  ["och på söndagar?", "När öppnar museet?"],
  ["peki ya pazar günü?", "Müze ne zaman açılıyor?"],
  ["ומה לגבי יום שישי?", "מתי המוזיאון נפתח?"],
  ["那周日呢？", "博物馆几点开门？"],
  ["日曜日は？", "博物館は何時に開きますか？"],
])("%j continues %j", (text, before) => {
  expect(readingsOf(ask(text, before))[0]).toEqual({ text, earlier: before });
});

test.each([
  ["Is there parking at the harbour?", "How much is delivery?"],
  ["Gibt es Parkplätze am Hafen?", "Wie lange dauert die Lieferung?"],
  ["Wanneer is het kantoor open?", "Hoeveel kost de verzending?"],
  ["店は何時に開きますか？", "送料はいくらですか？"],
])("%j stands by itself after %j", (text, before) => {
  expect(readingsOf(ask(text, before))[0]).toEqual({ text, earlier: null });
});
