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
])("%j is two questions", (text, parts) => {
  expect(questionsIn(ask(text)).map((question) => question.text)).toEqual(parts);
});

test.each(["How long does delivery take?", "My pot broke. What now?", "Really?? Is that so", "Why? How? When? Where? Who pays?"])(
  "%j is one",
  (text) => {
    expect(questionsIn(ask(text)).map((question) => question.text)).toEqual([text]);
  },
);

test("the second of two questions follows the first", () => {
  const [, second] = questionsIn(ask("How much is the oak table? How long is its delivery?"));
  expect(readingsOf(second!)[0]).toMatchObject({ earlier: "How much is the oak table?" });
});

test.each([
  ["and how long does it take?", "How much is delivery?"],
  ["what about plants?", "How do I return a pot?"],
  ["und am Samstag?", "Wann haben Sie geöffnet?"],
  ["is it free?", "Is there parking at the shop?"],
])("%j continues %j", (text, before) => {
  expect(readingsOf(ask(text, before))[0]).toEqual({ text, earlier: before });
});
