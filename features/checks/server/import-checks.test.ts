import Papa from "papaparse";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { call, createAgent, createCustomRole, createMember } from "#testing/factories.ts";
import type { ImportedChecks } from "../contract.ts";

const target = useApp();

async function setUp() {
  const checked = await createChecked(target);
  const { organization, path } = checked;
  const load = (checks: object[], as: { cookie: string } = organization.owner) =>
    call<ImportedChecks>(target, as, `POST ${path}/checks/import`, { checks });
  return { ...checked, load };
}

test("rows are added by names or ids, each says what became of it, and what is wrong with one harms no other", async () => {
  const { organization, project, source, load, list } = await setUp();
  const agent = await createAgent(target, organization, project, { name: "Captain" });
  const { status, body } = await load([
    { ...delivery, agent: "captain" },
    { question: "Islands?", expects: "SOURCE", source: "deliveries", suggestion_counts: true },
    { question: "Boats?", expects: "source", source },
    { question: "", expects: "declined" },
    { question: "How?", expects: "perhaps" },
    { question: "How?", expects: "text" },
    { question: "How?", expects: "source", source: "Nothing" },
    { question: "How?", expects: "declined", agent: "Nobody" },
    { ...delivery, agent },
  ]);
  expect(status).toBe(200);
  expect(body.data).toEqual([
    { outcome: "created" },
    { outcome: "created" },
    { outcome: "created" },
    { outcome: "refused", reason: "Enter the question." },
    { outcome: "refused", reason: "What is expected is text, source or declined." },
    { outcome: "refused", reason: "Enter what the answer has to say." },
    { outcome: "refused", reason: "There is no source “Nothing” in this project." },
    { outcome: "refused", reason: "There is no agent “Nobody” in this project." },
    { outcome: "unchanged" },
  ]);
  expect((await list()).data.map(({ question, agent_name, source_name }) => [question, agent_name, source_name])).toEqual([
    [delivery.question, "Captain", null],
    ["Islands?", null, "Deliveries"],
    ["Boats?", null, "Deliveries"],
  ]);
});

test("what is exported is imported without a change, also what a spreadsheet would take for a formula; an edited row changes its check", async () => {
  const { organization, path, source, create, load, list } = await setUp();
  await create({ ...delivery, question: '=1+1, or "two"?\nTell me.' });
  await create({ question: "Islands?", expects: "source", source_id: source, suggestion_counts: true });
  const file = await call<string>(target, organization.owner, `GET ${path}/checks/file`);
  expect(file.headers.get("content-disposition")).toContain('filename="checks.csv"');
  const rows = Papa.parse<Record<string, string>>(file.body, { header: true, skipEmptyLines: true }).data;
  expect(rows[1]).toMatchObject({ question: "Islands?", expects: "source", source: "Deliveries", suggestion_counts: "yes", agent: "" });
  const asImported = rows.map((row) => ({
    question: row.question!.replace(/^'(?==)/, ""),
    expects: row.expects!,
    expected_text: row.text!,
    source: row.source!,
    suggestion_counts: row.suggestion_counts === "yes",
  }));
  expect((await load(asImported)).body.data).toEqual([{ outcome: "unchanged" }, { outcome: "unchanged" }]);
  expect((await load([{ question: "ISLANDS?", expects: "declined" }])).body.data).toEqual([{ outcome: "updated" }]);
  expect((await list()).data.map(({ expects, version }) => [expects, version])).toEqual([
    ["text", 1],
    ["declined", 2],
  ]);
});

test("somebody who can add checks but not change them changes none by an import", async () => {
  const { organization, create, load, list } = await setUp();
  await create(delivery);
  const role = await createCustomRole(target, organization.id, ["check:read", "check:create"]);
  const adder = await createMember(target, organization.id, role);
  const { body } = await load([{ ...delivery, expected_text: "every day" }], adder);
  expect(body.data).toEqual([{ outcome: "refused", reason: "There is a check of this question already, and you cannot change checks." }]);
  expect((await list()).data[0]).toMatchObject({ expected_text: "twice a week" });
  expect((await load([])).status).toBe(422);
});

test("of a name that several sources have, one is chosen by its id", async () => {
  const { load, addText, source } = await setUp();
  await addText("Deliveries", "More of it.");
  const row = { question: "Islands?", expects: "source" };
  expect((await load([{ ...row, source: "Deliveries" }])).body.data).toEqual([
    { outcome: "refused", reason: "Several sources are called “Deliveries”. Name one by its id." },
  ]);
  expect((await load([{ ...row, source }])).body.data).toEqual([{ outcome: "created" }]);
});
