import { describe, expect, test } from "vitest";
import { CreateAgent } from "#features/agents/contract.ts";
import { OrganizationName } from "#features/organizations/contract.ts";
import { CreateProject } from "#features/projects/contract.ts";
import { CreateRole } from "#features/members/contract.ts";
import { Email, PersonName } from "#features/identity/contract.ts";
import { domainEndings, leadsElsewhere } from "#features/identity/contract/names.ts";
import { firms, linksAndNumbers, people } from "./names.ts";

/** What some mail programs would make a link of although it is the whole name of a firm; refused all the same. */
const barely = ["Lieferando.de", "Confused.com", "Hotels.com, L.P."];

const ofPublic = /^A name cannot be (a web address|an e-mail address|a phone number)\.$/;
const sentenceOf = (schema: typeof OrganizationName, name: string) => schema.safeParse(name).error?.issues[0]?.message;

test.each(firms)("%s is a firm, on invoices too", (name) => {
  expect(sentenceOf(OrganizationName, name)).toBeUndefined();
  expect(leadsElsewhere(name)).toBe(false);
});

test.each(people)("%s is a person", (name) => {
  expect(sentenceOf(PersonName, name)).toBeUndefined();
});

test.each([...linksAndNumbers, ...barely])("%s is the name of no organization and of nobody", (name) => {
  for (const schema of [OrganizationName, PersonName]) expect(sentenceOf(schema, name)).toMatch(ofPublic);
});

test("each ending of a domain stands in the list once, as a pattern of itself", () => {
  expect(domainEndings.filter((ending, index) => domainEndings.indexOf(ending) !== index)).toEqual([]);
  expect(domainEndings.filter((ending) => !/^[\p{Ll}\p{Lo}\p{M}]{2,}$/u.test(ending))).toEqual([]);
});

describe("projects, agents and roles may be called anything", () => {
  const names = [
    "Release 2026-11-29",
    "Node.js docs",
    "ISO 27001-2022",
    "docs.example.com",
    "https://example.com/help",
    "+49 170 1234567",
    "support@example.com",
    "192.168.10.24",
    "v1.2.3.4",
  ];
  test.each(names)("%s", (name) => {
    for (const schema of [CreateProject, CreateAgent, CreateRole.pick({ name: true })]) {
      expect(schema.safeParse({ name }).data?.name).toBe(name);
    }
  });
});

describe("an e-mail address", () => {
  test.each([
    ["Ann@Müller.DE", "ann@xn--mller-kva.de"],
    ["ann@mu\u0308ller.de", "ann@xn--mller-kva.de"],
    ["ann@xn--mller-kva.de", "ann@xn--mller-kva.de"],
    ["ann@пример.рф", "ann@xn--e1afmkfd.xn--p1ai"],
    ["ann@例え.テスト", "ann@xn--r8jz45g.xn--zckzah"],
    ["ann@مثال.إختبار", "ann@xn--mgbh0fb.xn--kgbechtv"],
    ["ann@faß.de", "ann@xn--fa-hia.de"],
    ["ann@ｅｘａｍｐｌｅ。com", "ann@example.com"],
    [" Ann+Shop@Example.COM ", "ann+shop@example.com"],
  ])("%s is kept as %s", (written, kept) => {
    expect(Email.safeParse(written).data).toBe(kept);
    expect(Email.safeParse(kept).data).toBe(kept);
  });

  test.each([
    "ann@münchen",
    "ann@ä..de",
    "änn@example.com",
    "ann@-x.de",
    "ann@x-.de",
    "ann@a%41.de",
    "ann@ä/b.de",
    "ann@☃.net",
    "ann@ä@b.de",
    "ann@１２７.０.０.１",
    "ann@xn--.de-",
  ])("%s is none", (written) => {
    expect(Email.safeParse(written).success).toBe(false);
  });
});
