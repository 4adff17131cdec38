import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { systemActor } from "#access/actor.ts";
import { openScope, readOrganization } from "#access/scope.ts";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, type TestOrganization } from "#testing/factories.ts";
import { startViesServer } from "#testing/vies.ts";
import { product } from "../../../app.ts";
import type { BillingAddress } from "../contract.ts";
import { addressChanged } from "./address-changed.ts";

const vies = await startViesServer();
afterAll(() => vies.close());
const asking = useApp({ worker: true, variables: { VIES_URL: vies.url } });
const silent = useApp({ worker: true });

const berlin = { legal_name: "Muster GmbH", line1: "Hauptstr. 5", postal_code: "10115", city: "Berlin", country: "DE" };
const registered = "DE136695976";
/** Right by its check digit, and unknown to the stand-in, since it ends in 0. */
const unregistered = "DE101000000";

const put = async (of: TestOrganization, body: object, app = asking) =>
  (await call<BillingAddress>(app, of.owner, `PUT /v1/organizations/${of.id}/billing-address`, { ...berlin, ...body })).body;

/** The address once the job is through. */
async function settled(of: TestOrganization): Promise<BillingAddress> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { body } = await call<BillingAddress>(asking, of.owner, `GET /v1/organizations/${of.id}/billing-address`);
    if (body.tax_id_check !== "pending") return body;
    await delay(25);
  }
  throw new Error("The check was not ended within 5 s.");
}

test("a VAT ID is confirmed by VIES after the answer, and the version stays", async () => {
  const ours = await createOrganization(asking);
  expect(await put(ours, { tax_id: registered })).toMatchObject({ tax_id_check: "pending", tax_id_checked_at: null });
  expect(await settled(ours)).toMatchObject({ tax_id_check: "confirmed", tax_id_checked_at: expect.any(String), version: 1 });
  expect(vies.asked.filter((id) => id === registered).length).toBe(1);
});

test("an ID that VIES does not know is kept and marked", async () => {
  const ours = await createOrganization(asking);
  await put(ours, { tax_id: unregistered });
  expect(await settled(ours)).toMatchObject({ tax_id: unregistered, tax_id_check: "not_known" });
});

test.each([["MS_UNAVAILABLE"], ["MS_MAX_CONCURRENT_REQ"], [null]])(
  "while VIES answers %s the ID was not checked, and is asked for again",
  async (failure) => {
    const ours = await createOrganization(asking);
    vies.fail(failure);
    await put(ours, { tax_id: registered });
    expect((await settled(ours)).tax_id_check).toBe("not_reached");
    await runJob(ours);
    expect((await settled(ours)).tax_id_check).toBe("confirmed");
  },
);

test("a change beside the ID keeps the verdict and asks nobody; another ID is asked for anew", async () => {
  const ours = await createOrganization(asking);
  await put(ours, { tax_id: registered });
  await settled(ours);
  const before = vies.asked.length;
  expect(await put(ours, { tax_id: registered, city: "Potsdam" })).toMatchObject({ tax_id_check: "confirmed" });
  await runJob(ours);
  expect(vies.asked.length).toBe(before);
  expect((await put(ours, { tax_id: unregistered })).tax_id_check).toBe("pending");
  expect((await settled(ours)).tax_id_check).toBe("not_known");
});

test("the verdict on an ID that was replaced meanwhile is not taken for the new one's", async () => {
  const ours = await createOrganization(asking);
  const before = vies.asked.length;
  const release = vies.hold();
  await put(ours, { tax_id: registered });
  while (vies.asked.length === before) await delay(10);
  await put(ours, { tax_id: unregistered });
  release();
  expect(await settled(ours)).toMatchObject({ tax_id: unregistered, tax_id_check: "not_known" });
  await put(ours, { tax_id: null });
  expect(await settled(ours)).toMatchObject({ tax_id: null, tax_id_check: null, tax_id_checked_at: null });
});

test("IDs of other countries are asked for nowhere, and where VIES is off none is", async () => {
  const ours = await createOrganization(asking);
  const before = vies.asked.length;
  const america = { country: "US", region: "CA", postal_code: "94105", tax_id: "94-2404110" };
  expect((await put(ours, america)).tax_id_check).toBeNull();
  const elsewhere = await createOrganization(silent);
  expect((await put(elsewhere, { tax_id: registered }, silent)).tax_id_check).toBeNull();
  await runJob(ours);
  await runJob(elsewhere, silent);
  expect(vies.asked.length).toBe(before);
});

/** The job once more, as the queue runs it after a while. */
async function runJob(of: TestOrganization, { platform } = asking): Promise<void> {
  const organization = (await readOrganization(platform, of.id))!;
  const { transaction } = openScope({ platform, organizationId: of.id, actor: systemActor, act: addressChanged, request: null });
  await addressChanged.run({ platform, product, log: platform.log, signal: AbortSignal.timeout(10_000), organization, transaction }, {});
}
