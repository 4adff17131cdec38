import { afterAll, beforeEach, expect, test } from "vitest";
import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import type { EmbeddingModel, Provider } from "#features/models/contract.ts";
import { useApp } from "#testing/app.ts";
import { startEmbeddingServer } from "#testing/embedding-server.ts";
import { call, createMember, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { findPassages } from "../find-passages.ts";
import { encodeMissing } from "./encode-missing.ts";

const installations = await startEmbeddingServer();
const theirs = await startEmbeddingServer();
afterAll(() => Promise.all([installations.close(), theirs.close()]));
const target = useApp({
  worker: true,
  variables: {
    EMBEDDINGS: "off",
    EMBEDDING_BASE_URL: installations.url,
    EMBEDDING_MODEL: "small",
    CONNECTOR_ALLOW: new URL(theirs.url).host,
  },
});
const patience = { timeout: 60_000, interval: 100 };
const key = "sk-live-0123456789abcdefWXYZ";
const question = "Will I get my money back?";
beforeEach(() => {
  for (const server of [installations, theirs]) Object.assign(server, { trouble: null, requests: [] });
});

type Refusal = { error: { code: string; field_errors?: Record<string, string> } };
const pathOf = ({ id }: TestOrganization) => `/v1/organizations/${id}/embedding-model`;
const choose = (organization: TestOrganization, model: object | null, as: { cookie: string } = organization.owner) =>
  call<EmbeddingModel & Refusal>(target, as, `PUT ${pathOf(organization)}`, { model });

async function setUp() {
  const organization = await createOrganization(target);
  const projectId = await createProject(target, organization.id, organization.owner.id);
  const { source_id, chunk_ids } = await addDocument(target, organization.id, projectId, {
    title: "Terms",
    passages: [{ text: "Customers are reimbursed in full within fourteen days." }, { text: "Pets are welcome in all of our rooms." }],
  });
  await target.database.admin.query("update sources set synced_at = now() where organization_id = $1", [organization.id]);
  const add = async (kind: Provider["kind"], name: string) =>
    (
      await call<Provider>(target, organization.owner, `POST /v1/organizations/${organization.id}/model-providers`, {
        name,
        kind,
        base_url: kind === "google" ? theirs.googleUrl : theirs.url,
        api_key: key,
        is_tested: false,
      })
    ).body;
  return {
    organization,
    add,
    reimbursed: chunk_ids[0],
    async search() {
      const transaction = (run: never) =>
        target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "read", run);
      const embeddings = (db: Parameters<typeof embeddingsFor>[0]) => embeddingsFor(db, target.platform, organization.id);
      const found = await findPassages(
        { embeddings, transaction: transaction as never },
        { organizationId: organization.id, projectId },
        question,
        5,
      );
      return found.map(({ chunk_id }) => chunk_id);
    },
    async encoded(model: string, timeout = patience.timeout) {
      const isEncoded = async () => {
        await encodeMissing.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
        const { rows } = await target.database.admin.query("select model, synced_at from source_meanings where source_id = $1", [
          source_id,
        ]);
        return rows[0]?.model === model && rows[0].synced_at !== null;
      };
      await expect.poll(isEncoded, { ...patience, timeout }).toBe(true);
    },
  };
}

test.each(["compatible", "google"] as const)(
  "the documents of an organization are read and found by the model of its own provider (%s), and nobody else's are",
  async (kind) => {
    const [one, other] = [await setUp(), await setUp()];
    const provider = await one.add(kind, "House models");
    const { status, body } = await choose(one.organization, { provider_id: provider.id, model_name: "large" });
    expect([status, body]).toEqual([200, { model: { provider_id: provider.id, model_name: "large" }, installation: "small" }]);
    await one.encoded(`${provider.id}/large`);
    await other.encoded("small");
    expect(theirs.requests.every((request) => request.key?.endsWith(key) && request.model === "large")).toBe(true);
    expect(theirs.requests.flatMap(({ texts }) => texts)).toContain("Customers are reimbursed in full within fourteen days.");
    const before = [installations.requests.length, theirs.requests.length];
    expect((await one.search())[0]).toBe(one.reimbursed);
    expect([installations.requests.length, theirs.requests.length > before[1]!]).toEqual([before[0], true]);
    const asked = theirs.requests.length;
    expect((await other.search())[0]).toBe(other.reimbursed);
    expect(theirs.requests).toHaveLength(asked);
  },
);

test("a model takes over without a search that goes by words, and the installation's again when the provider is removed, whose key is not used then", async () => {
  const { organization, add, search, encoded, reimbursed } = await setUp();
  await encoded("small");
  const provider = await add("compatible", "House models");
  await choose(organization, { provider_id: provider.id, model_name: "large" });
  // The installation's vectors are those that there are.
  expect((await search())[0]).toBe(reimbursed);
  await encoded(`${provider.id}/large`);
  expect((await search())[0]).toBe(reimbursed);

  const path = `/v1/organizations/${organization.id}/model-providers/${provider.id}`;
  expect((await call<Provider>(target, organization.owner, `GET ${path}`)).body.embedding_model).toBe("large");
  expect((await call(target, organization.owner, `DELETE ${path}`)).status).toBe(204);
  expect((await call<EmbeddingModel>(target, organization.owner, `GET ${pathOf(organization)}`)).body.model).toBeNull();
  const asked = theirs.requests.length;
  // No model is left that has vectors; nor is any other asked in its name.
  const askedOfInstallation = installations.requests.length;
  expect(await search()).toEqual([]);
  expect([theirs.requests.length, installations.requests.length]).toEqual([asked, askedOfInstallation]);
  await encoded("small");
  expect((await search())[0]).toBe(reimbursed);
});

test("while a tenant's provider fails, words find what they can there, and other organizations are encoded", async () => {
  const [one, other] = [await setUp(), await setUp()];
  const provider = await one.add("compatible", "House models");
  await choose(one.organization, { provider_id: provider.id, model_name: "large" });
  theirs.trouble = "stall";
  // Sooner than the stalled call is given up.
  await other.encoded("small", 15_000);
  expect(await one.search()).toEqual([]);
  theirs.trouble = null;
  expect((await other.search())[0]).toBe(other.reimbursed);
});

test("a model is tried before it is chosen, and what is wrong is told at the field", async () => {
  const { organization, add } = await setUp();
  const provider = await add("compatible", "House models");
  theirs.trouble = { status: 404 };
  const refused = await choose(organization, { provider_id: provider.id, model_name: "larg" });
  expect([refused.status, Object.keys(refused.body.error.field_errors ?? {})]).toEqual([422, ["model_name"]]);
  expect(refused.body.error.field_errors!.model_name).toContain("The model could not be used. It answered 404");
  theirs.trouble = null;

  const anthropic = await add("anthropic", "Others");
  const kind = await choose(organization, { provider_id: anthropic.id, model_name: "large" });
  expect(kind.body.error.field_errors).toEqual({
    provider_id: "Providers of this kind have no models by which documents are found. Choose another provider.",
  });
  const google = await add("google", "Google's");
  expect((await choose(organization, { provider_id: google.id, model_name: "../files" })).body.error.field_errors).toEqual({
    model_name: "No model can have this name.",
  });
  const stranger = await setUp();
  const foreign = await stranger.add("compatible", "House models");
  expect((await choose(organization, { provider_id: foreign.id, model_name: "large" })).status).toBe(404);
  const member = await createMember(target, organization.id, "member");
  expect((await choose(organization, { provider_id: provider.id, model_name: "large" }, member)).status).toBe(403);
  const { body } = await call<EmbeddingModel>(target, organization.owner, `GET ${pathOf(organization)}`);
  expect(body).toEqual({ model: null, installation: "small" });
});
