import { glob, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { productOf } from "#access/product-of.ts";
import type { Told } from "#access/says.ts";
import { features } from "#features/index.ts";
import { product } from "../../../app.ts";
import { sentenceOf } from "./sentence-of.ts";

const sentence = (fields: Partial<Told>) => sentenceOf(product.sayings, { ...entry, ...fields });
const entry: Told = {
  actor_type: "user",
  actor_label: "anna@example.com",
  actor_name: "Anna Berg",
  action: "organization.update",
  target_type: null,
  target_label: null,
  before: null,
  after: null,
};

test("every act says something whole, whatever its entry holds", () => {
  expect(product.sayings.size).toBeGreaterThan(70);
  for (const action of product.sayings.keys()) {
    const bare = sentence({ action });
    expect(bare).toMatch(/^Anna Berg [a-z][^\n]*[^.]\.$/);
    expect(bare).not.toMatch(/undefined|null|NaN|“”| {2}/);
  }
});

test("every act is about something that the page offers as a filter, and everything offered has acts", () => {
  const about = new Set([...product.sayings.keys()].map((action) => action.split(".")[0]));
  expect([...about].toSorted()).toEqual(product.nouns.map(({ name }) => name).toSorted());
});

test("what is neither an operation nor a job and leaves entries is on its feature's list", async () => {
  const declared: string[] = [];
  for await (const path of glob("features/*/server/**/*.ts", { cwd: new URL("../../../", import.meta.url) })) {
    const source = await readFile(new URL(`../../../${path}`, import.meta.url), "utf8");
    declared.push(...[...source.matchAll(/\bact\(\{\s*name: "([\w.]+)"/g)].map(([, name = ""]) => name));
  }
  expect(declared.length).toBeGreaterThan(4);
  expect(declared.filter((name) => !product.sayings.has(name))).toEqual([]);
});

test("no two acts share a name", () => {
  const [feature] = features.filter(({ acts = [] }) => acts.length > 0);
  expect(() => productOf([feature!, feature!], product)).toThrow(/^Two acts are called /);
});

const told: [Partial<Told>, string][] = [
  [
    { action: "member.update", target_label: "ben@example.com", before: { role: "viewer" }, after: { role: "rol_1", role_name: "Writer" } },
    "Anna Berg changed the role of “ben@example.com” from Viewer to “Writer”.",
  ],
  [
    { action: "invitation.create", target_label: "ben@example.com", after: { role: "admin" } },
    "Anna Berg invited “ben@example.com” as Admin.",
  ],
  [
    { action: "role.delete", target_label: "Writer", before: { name: "Writer" }, after: { moved_to: "Member", members: 2 } },
    "Anna Berg deleted the role “Writer” and moved those who held it to “Member”.",
  ],
  [{ before: { name: "A" }, after: { name: "B" } }, "Anna Berg changed the name from “A” to “B”."],
  [{ actor_name: null, before: { name: "A" }, after: { name: "B" } }, "anna@example.com changed the name from “A” to “B”."],
  [
    {
      actor_type: "operator",
      actor_name: null,
      action: "operator.suspend_organization",
      after: { status: "suspended", reason: "Reported for spam." },
    },
    "The operator suspended the organization: Reported for spam.",
  ],
  [
    {
      actor_type: "system",
      actor_label: "Botcadence",
      actor_name: null,
      action: "organization.suspend",
      after: { reason: "A payment was due for more than 14 days." },
    },
    "Botcadence suspended the organization: A payment was due for more than 14 days.",
  ],
  [
    { actor_type: "api_key", actor_label: "Importer", actor_name: null, action: "source.upload", target_label: "prices.pdf" },
    "The API key “Importer” uploaded the file “prices.pdf”.",
  ],
  [
    { action: "member.update", target_label: "ben@example.com", before: { role: "viewer" }, after: { role: "member" } },
    "Anna Berg changed the role of “ben@example.com” from Viewer to Member.",
  ],
  [
    { action: "organization.delete", before: { purge_at: null }, after: { purge_at: "2026-12-27T10:00:00.000Z" } },
    "Anna Berg deleted the organization; it goes for good on 27 December 2026.",
  ],
  [
    {
      action: "agent.update",
      target_label: "Ada",
      before: { temperature: 0.2, instructions: "Be\nbrief." },
      after: { temperature: 0.7, instructions: "Be\nkind." },
    },
    "Anna Berg changed the chat agent “Ada”: temperature from “0.2” to “0.7” and instructions.",
  ],
  [
    {
      action: "phone_number.update",
      target_label: "+4930901820",
      before: { primary: false, label: "Desk", use: ["contact"] },
      after: { primary: true, label: null, use: ["contact", "sms"] },
    },
    "Anna Berg changed the phone number “+4930901820”: primary from no to yes, label from “Desk” to nothing and use from “contact” to “contact, sms”.",
  ],
  [{ action: "workflow.publish", target_label: "Night" }, "Anna Berg did workflow publish: “Night”."],
];

test.each(told)("%j is told as: %s", (fields, expected) => {
  expect(sentence(fields)).toBe(expected);
});
