import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject } from "#testing/factories.ts";
import type { WidgetLook } from "../contract.ts";

const target = useApp();

async function setUp() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const agent = await createAgent(target, organization, project, { name: "Desk" });
  const at = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  const as = (line: string, body?: object) => call<{ error?: { field_errors: object } }>(target, organization.owner, line, body);
  const look = async () => (await call<WidgetLook>(target, null, `GET /widget/v1/agents/${agent}`)).body;
  return { at, as, look };
}

test("a new agent is light, in the right corner and in the colour of the widget", async () => {
  const { look } = await setUp();
  expect(await look()).toEqual({ theme: "light", position: "right", launcher_text: "", style: "", language: "en" });
});

test("a website sees how an agent looks once that is published, and again what it was after a roll-back", async () => {
  const { at, as, look } = await setUp();
  const before = await look();
  const appearance = { color: "#8b1e3f", theme: "page", position: "left", offset_side: 40, offset_bottom: 80, launcher_text: "Ask us" };
  expect((await as(`PATCH ${at}/draft`, appearance)).status).toBe(200);
  expect(await look()).toEqual(before);
  expect((await as(`POST ${at}/publish`, {})).status).toBe(201);
  const after = await look();
  expect(after).toMatchObject({ theme: "page", position: "left", launcher_text: "Ask us" });
  expect(after.style).toMatch(
    /^--accent: light-dark\(#8b1e3f, #[0-9a-f]{6}\); --on-accent: light-dark\(#ffffff, #[0-9a-f]{6}\); --side: 40px; --rise: 80px$/,
  );
  expect((await as(`POST ${at}/roll-back`, { version: 1 })).status).toBe(201);
  expect(await look()).toEqual(before);
});

test("a colour that visitors could not read is refused, by the API as in the studio", async () => {
  const { at, as } = await setUp();
  const refused = await as(`PATCH ${at}`, { color: "#ffd43b", color_dark: "#101010", launcher_text: "x".repeat(31), offset_side: 201 });
  expect([refused.status, Object.keys(refused.body.error!.field_errors).toSorted()]).toEqual([
    422,
    ["color", "color_dark", "launcher_text", "offset_side"],
  ]);
});
