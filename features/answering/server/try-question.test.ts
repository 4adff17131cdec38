import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createMember, createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import type { TriedAnswer } from "../contract.ts";

const target = useApp();

async function setUp() {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const project = await createProject(target, id, owner.id);
  await createAgent(target, organization, project);
  await addDocument(target, id, project, {
    title: "Deliveries",
    passages: [
      { headings: ["Islands"], text: "We deliver to islands twice a week, by boat. The boat leaves from the harbour." },
      { headings: ["Shops"], text: "Our shop by the harbour sells lamps and candles." },
    ],
  });
  const path = `/v1/organizations/${id}/projects/${project}`;
  return {
    organization,
    path,
    tryOut: (query: string, as: { cookie: string } = owner) => call<TriedAnswer>(target, as, `POST ${path}/try`, { query }),
  };
}

test("a question that is tried is answered as a visitor's would be, and says why", async () => {
  const { tryOut } = await setUp();
  const { status, body } = await tryOut("How often do you deliver to islands?");
  expect(status).toBe(200);
  expect(body).toMatchObject({ outcome: "answered", text: expect.stringContaining("twice a week, by boat") });
  expect(body.citations.map(({ title }) => title)).toEqual(["Deliveries"]);
  expect(body.why!.understood).toEqual(["often", "deliver", "islands"]);
  const [best] = body.why!.found;
  expect(best).toMatchObject({ title: "Deliveries", headings: ["Islands"] });
  expect(best!.score).toBeGreaterThan(0);
  expect(best!.confidence).toBeGreaterThanOrEqual(body.why!.threshold);
});

test("what is not answered shows what was found, and that nothing of it was sure enough", async () => {
  const { tryOut } = await setUp();
  const { body } = await tryOut("Which harbour tax do pensioners owe the mayor?");
  expect(body.outcome).not.toBe("answered");
  expect(body.why!.found.length).toBeGreaterThan(0);
  for (const { confidence } of body.why!.found) expect(confidence).toBeLessThan(body.why!.threshold);
  expect((await tryOut("Zebra?")).body.why).toMatchObject({ understood: ["Zebra"], found: [] });
});

test("a greeting is answered without a reason, and no question at all is refused", async () => {
  const { tryOut } = await setUp();
  expect((await tryOut("Hello")).body).toMatchObject({ outcome: "answered", why: null });
  expect((await tryOut(" ")).status).toBe(422);
});

test("a try leaves neither a conversation nor usage, and a viewer may try", async () => {
  const { organization, path, tryOut } = await setUp();
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await tryOut("How often do you deliver to islands?", viewer)).body.outcome).toBe("answered");
  const count = async (table: string) =>
    Number(
      (await target.database.admin.query(`select count(*) from ${table} where organization_id = $1`, [organization.id])).rows[0].count,
    );
  expect([await count("conversations"), await count("messages"), await count("usage_events")]).toEqual([0, 0, 0]);
  expect((await call(target, null, `POST ${path}/try`, { query: "Boat?" })).status).toBe(401);
});
