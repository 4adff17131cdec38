import pg from "pg";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import type { Product } from "../knowledge/product.ts";

export async function connectAsSuperuser(product: Product): Promise<pg.Client> {
  const superuser = new pg.Client(superuserOf(product));
  await superuser.connect();
  return superuser;
}

export const superuserOf = ({ platform }: Product) => ({
  host: socketDirectory(platform.env.dataDir),
  user: "postgres",
  database: databaseName,
  options: "-c search_path=app -c timezone=UTC",
});
