import type { Selectable } from "kysely";
import type { FindUses, Product } from "#access/product.ts";
import type { ModelProviders } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, notFound } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import type { Provider, ProviderKind } from "../contract.ts";

export type ProviderRow = Selectable<ModelProviders>;

/**
 * The provider of this organization.
 * @throws AppError `not_found` when there is none
 */
export async function findProvider(db: Db, organizationId: string, id: string, lock?: "lock"): Promise<ProviderRow> {
  const row = await db
    .selectFrom("model_providers")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .$if(lock === "lock", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound("There is no such provider.");
  return row;
}

type Uses = Pick<Product, "uses">;

/** Rows as the API shows them, with what uses each. */
export async function presentProviders(db: Db, product: Uses, rows: readonly ProviderRow[]): Promise<Provider[]> {
  const [first] = rows;
  if (!first) return [];
  const ids = rows.map(({ id }) => id);
  const found: Awaited<ReturnType<FindUses>> = [];
  for (const find of product.uses("provider")) found.push(...(await find(db, first.organization_id, ids)));
  const chosen = await db
    .selectFrom("embedding_models")
    .select(["provider_id", "model_name"])
    .where("organization_id", "=", first.organization_id)
    .executeTakeFirst();
  return rows.map(({ organization_id: _, secret_id, kind, ...row }) => ({
    ...row,
    embedding_model: chosen?.provider_id === row.id ? chosen.model_name : null,
    kind: kind as ProviderKind,
    has_key: secret_id !== null,
    used_by: found.filter(({ of }) => of === row.id).map(({ of: _of, ...use }) => use),
  }));
}

/** Two of one name could not be told apart where one is chosen. */
const nameTaken = (name: string) =>
  new AppError("conflict", say`There is a provider called “${name}” already.`, {
    fieldErrors: { name: say`There is a provider called “${name}” already.` },
  });

export async function refuseTakenName(db: Db, organizationId: string, name: string, but = ""): Promise<void> {
  const taken = await db
    .selectFrom("model_providers")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("name", "=", name)
    .where("id", "<>", but)
    .executeTakeFirst();
  if (taken) throw nameTaken(name);
}

export const targetOf = ({ id, name }: Pick<ProviderRow, "id" | "name">) => ({ type: "provider", id, label: name });
