import { expect, test } from "vitest";
import { languageOf } from "./language-of.ts";

test.each([
  ["en", "We deliver to the islands twice a week, by boat.", "How long does delivery take?"],
  ["de", "Wir liefern zweimal in der Woche auf die Inseln.", "Was kostet der Versand?"],
  ["fr", "Nous livrons les îles deux fois par semaine.", "Combien coûte la livraison ?"],
  ["es", "Entregamos en las islas dos veces por semana.", "¿Cuánto cuesta el envío?"],
  ["it", "Consegniamo sulle isole due volte alla settimana.", "Quanto costa la spedizione?"],
  ["pt", "Entregamos nas ilhas duas vezes por semana, de barco.", "Quanto custa o envio?"],
  ["nl", "Wij leveren twee keer per week op de eilanden.", "Hoeveel kost de verzending?"],
  ["pl", "Dostarczamy na wyspy dwa razy w tygodniu.", "Ile kosztuje wysyłka i kiedy dotrze?"],
  ["cs", "Na ostrovy doručujeme dvakrát v týdnu a při větru vůbec.", "Kolik stojí doprava a kdy dorazí?"],
  ["sv", "Vi levererar till öarna två gånger i veckan och inte oftare.", "När kommer paketet och vad kostar det?"],
  ["tr", "Adalara haftada iki kez tekne ile teslimat yapılır.", "Kargo ücreti ne kadar?"],
  ["ru", "Мы доставляем на острова два раза в неделю.", "Сколько стоит доставка?"],
  ["uk", "Ми доставляємо на острови двічі на тиждень або частіше, якщо можна.", "Скільки коштує доставка і коли?"],
  ["ar", "نقوم بالتوصيل إلى الجزر مرتين في الأسبوع.", "كم تكلفة الشحن؟"],
  ["he", "אנחנו מספקים לאיים פעמיים בשבוע.", "כמה עולה המשלוח?"],
  ["zh", "我们每周两次用船送货到各岛。", "运费多少钱？"],
  ["ja", "島へは週二回、船で配達します。", "送料はいくらですか？"],
  ["ko", "섬에는 일주일에 두 번 배로 배송합니다.", "배송비는 얼마인가요?"],
  ["el", "Παραδίδουμε στα νησιά δύο φορές την εβδομάδα.", "Πόσο κοστίζει η αποστολή;"],
])("a text and a question in %s are known for it", (language, text, question) => {
  expect([languageOf(text), languageOf(question)]).toEqual([language, language]);
});

test("a foreign word or name does not make a text foreign, and what has no words tells nothing", () => {
  expect(languageOf("What does 保修 mean, and is Καλημέρα a word in the contract?")).toBe("en");
  expect(languageOf("日本語のガイドは PayPal で支払います")).toBe("ja");
  expect([languageOf("12:30"), languageOf(""), languageOf("PayPal AB-1234")]).toEqual([null, null, null]);
});
