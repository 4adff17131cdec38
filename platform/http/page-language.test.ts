import { Hono } from "hono";
import { expect, test } from "vitest";
import { pageLanguage } from "./page-language.ts";

const app = new Hono().get("/", (c) => c.text(pageLanguage(c)));
const languageFor = async (headers: Record<string, string>) => (await app.request("/", { headers })).text();

test.each([
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["fr-FR,fr;q=0.9,de;q=0.5,en;q=0.3", "de"],
  ["de;q=0.2, en-GB;q=0.7", "en"],
  ["de;q=0", "en"],
  ["ja", "en"],
  ["*", "en"],
  [";;,q=,constructor", "en"],
])("a browser that asks for %s gets %s", async (wanted, got) => {
  expect(await languageFor({ "accept-language": wanted })).toBe(got);
});

test("what was chosen in this browser counts before what it asks for; what there is not does not count", async () => {
  expect(await languageFor({ "accept-language": "en", cookie: "a=b; language=de" })).toBe("de");
  expect(await languageFor({ "accept-language": "de", cookie: "language=en; a=b" })).toBe("en");
  expect(await languageFor({ "accept-language": "de", cookie: "language=xx" })).toBe("de");
  expect(await languageFor({ "accept-language": "en", cookie: "other_language=de" })).toBe("en");
});
