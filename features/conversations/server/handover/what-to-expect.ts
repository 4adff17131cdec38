import type { Product } from "#access/product.ts";
import { readReach } from "#features/availability/server/read-reach.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { Handover, type AskedForPerson } from "../../contract/handover.ts";

type Place = { organization_id: string; project_id: string; id: string; handover: string };

/** What a visitor can expect who asked for a person: whether somebody is there, what the team says of it, and whether a mail comes. */
export async function whatToExpect(
  db: Db,
  { platform, product }: { platform: Platform; product: Pick<Product, "repliesByMail"> },
  { organization_id: organizationId, project_id: projectId, id, handover }: Place,
): Promise<AskedForPerson> {
  const { isOpen, expected, opensAt } = await readReach(db, organizationId, projectId);
  return {
    state: Handover.parse(handover),
    open: isOpen,
    ...(expected === null ? {} : { expected }),
    ...(opensAt === null ? {} : { opens_at: opensAt }),
    by_mail: platform.mail.mode === "none" ? "no" : await product.repliesByMail(db, organizationId, id),
  };
}
