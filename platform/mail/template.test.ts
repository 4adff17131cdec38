import { expect, test } from "vitest";
import { composeMail } from "./template.ts";

const compose = (sentence: string) =>
  composeMail({
    to: "ann@example.com",
    subject: "Invitation",
    sentences: [sentence],
    link: { label: "Open", url: "https://botcadence.example/a.b" },
  });

test.each([
  ["Join the organization Evil.com Ltd.", "Evil.com"],
  ["Your role is “pay at evil.shop/now”.", "evil.shop"],
  ["The agent https://evil.example/x is near its budget.", "https://evil"],
  ["The agent 8.evil.рф is near its budget.", "evil.рф"],
  ["The agent evil。com is near its budget.", "evil。com"],
  ["You are invited as Admin https://evil.com/@pay.", "https://evil.com"],
  ["You are invited as “evil.com/?a@b”.", "evil.com"],
  ["You are invited as evil.com?a@b.", "evil.com"],
  ["You are invited as ann@shop.com:evil.com.", "evil.com"],
  ["The agent +49 170 1234567 is near its budget.", "+49 170 1234567"],
  ["The agent (030) 123-4567 is near its budget.", "(030) 123-4567"],
  ["The agent “Call 0900/1234567” is near its budget.", "0900/1234567"],
  ["The agent 1-800-555-0199 is near its budget.", "1-800-555-0199"],
])("a name that looks like a link is none in a mail: %s", (sentence, link) => {
  const { text, html } = compose(sentence);
  expect(text).not.toContain(link);
  expect(html).not.toContain(link);
  expect(text.replaceAll("\u2060", "")).toContain(link);
});

test("addresses, amounts and the mail's own link stay as they are", () => {
  const sentence =
    "Ann (ann@shop.example.com) used 1.250,00 of 9.9, and 1,250,000,000 of 12345678. Ask her by 2026-11-29 with the code 123456, 012345, of 2026-0001.";
  const { text, html } = compose(sentence);
  expect(text).toBe(`${sentence}\n\nOpen: https://botcadence.example/a.b`);
  expect(html).toContain('href="https://botcadence.example/a.b"');
});

test("a quotation keeps its lines, is below the first sentence, and holds no link and no markup of its own", () => {
  const { text, html } = composeMail({
    to: "ann@example.com",
    subject: "A reply",
    sentences: ["You have a reply:", "Answer there."],
    quote: "Look at evil.com\n<b>Now</b>",
  });
  expect(text.replaceAll("\u2060", "")).toBe("You have a reply:\n\n> Look at evil.com\n> <b>Now</b>\n\nAnswer there.");
  for (const one of [text, html]) expect(one).not.toContain("evil.com");
  expect(html).toContain("&#60;b&#62;Now&#60;/b&#62;</blockquote><p>Answer there.</p>");
});
