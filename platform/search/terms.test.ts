import { expect, test } from "vitest";
import { queryTermsOf } from "./query-terms.ts";
import { termsOf, tokensOf } from "./terms.ts";

test.each([
  ["refund", "refunds"],
  ["deliver", "delivers"],
  ["company", "companies"],
  ["shipping", "shipped"],
  ["return", "returned"],
  ["box", "boxes"],
  ["Größe", "große"],
  ["Rechnung", "rechnung"],
  ["Straße", "STRASSE"],
  ["Bestellungen", "Bestellung"],
  ["devolución", "devolucion"],
  ["tiendas", "tienda"],
  ["Café", "cafe\u0301"],
  ["l’adresse", "adresse"],
  ["company’s", "company"],
  ["заказы", "заказ"],
  ["الكتاب", "كتاب"],
  ["مُدَرِّسَة", "مدرسه"],
  ["ＡＢＣ", "abc"],
])("%s and %s are one term", (one, other) => {
  expect(termsOf(one)).toHaveLength(1);
  expect(termsOf(one)).toEqual(termsOf(other));
});

test.each([
  ["news", "new"],
  ["policy", "police"],
  ["business", "busy"],
  ["organ", "organization"],
  ["Haus", "Hase"],
  ["casa", "caso"],
  ["V1", "V2"],
  ["3.5", "35"],
])("%s and %s stay two terms", (one, other) => {
  expect(termsOf(one)).not.toEqual(termsOf(other));
});

test.each([
  ["1,200", "1200"],
  ["1.200", "1200"],
  ["3,50", "3.50"],
  ["2024", "2024"],
])("the numbers %s and %s are one", (one, other) => {
  expect(termsOf(one)).toEqual(termsOf(other));
});

test.each([
  ["退货政策", ["退货", "货政", "政策"]],
  ["返品できますか", ["返品", "品で", "でき", "きま", "ます", "すか"]],
  ["반품 정책", ["반품", "정책"]],
  ["茶", ["茶"]],
  ["第3章iPhone用", ["第", "3", "章", "iphon", "用"]],
])("%s, written without spaces, is found by pairs of characters", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test("each token stands where it says", () => {
  const text = "Sale items (from 12.50 €) can’t be sent to Zürich: 退货政策.";
  for (const { start, end } of tokensOf(text)) expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
  expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    "Sale",
    "items",
    "12.50",
    "can’t",
    "sent",
    "Zürich",
    "退货",
    "货政",
    "政策",
  ]);
});

test.each([
  ["What is the refund policy?", ["refund", "polici"]],
  ["Wie lange habe ich Zeit für den Umtausch?", ["lang", "zeit", "umtausch"]],
  ["¿Cuánto cuesta el envío?", ["cuest", "envi"]],
])("%j asks for what it is about, without its question words", (question, terms) => {
  expect(queryTermsOf(question)).toEqual(terms);
});

test("a question of function words alone is still searched for", () => {
  expect(queryTermsOf("Who are you?")).not.toEqual([]);
});

test("any text gives terms of bounded length, and quickly", () => {
  const started = performance.now();
  for (const text of [
    "",
    "\u0000\ud800",
    "a".repeat(100_000),
    "é".repeat(50_000),
    "退".repeat(50_000),
    "1,".repeat(50_000),
    "A.".repeat(50_000),
    "a'".repeat(50_000),
  ]) {
    expect(Math.max(0, ...termsOf(text).map((term) => term.length))).toBeLessThanOrEqual(64);
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ["1,250.00", "1250"],
  ["1.250,00", "1250"],
  ["1 250,00", "1250"],
  ["1\u00a0250", "1250"],
  ["1'250.00", "1250"],
  ["1,25,000", "125000"],
  ["١٢٥٠", "1250"],
  ["2.0", "2"],
  ["3.10", "3.10"],
  ["12.05.2024", "12.05.2024"],
  ["0.125", "0.125"],
])("the number %s is %s", (written, term) => {
  expect(termsOf(written)).toEqual([term]);
});

test.each([
  ["wi-fi", ["wi", "wifi", "fi"], ["wifi"]],
  ["long-term care", ["long", "longterm", "term", "care"], ["long", "term", "care"]],
  ["AB-1234", ["ab", "ab1234", "1234"], ["ab1234"]],
  ["10kg", ["10kg", "10", "kg"], ["10kg"]],
  ["log-in", ["log", "login"], ["login"]],
])("%s is found by %j and asks for %j", (text, terms, asked) => {
  expect(termsOf(text)).toEqual(terms);
  expect(queryTermsOf(text)).toEqual(asked);
});

test("a list with hyphens gives no more joined words than words", () => {
  expect(termsOf(Array.from({ length: 50 }, (_, at) => `word${at}`).join("-")).length).toBeLessThanOrEqual(50 * 3 + 1);
});
