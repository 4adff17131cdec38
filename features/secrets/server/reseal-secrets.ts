import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { seal, unseal, versionOf } from "#platform/seal.ts";
import { placeOf, sealingSecrets } from "./secrets.ts";

const atOnce = 200;

/** Seals again what was sealed with the installation's previous secret, so that the operator can take that one away. */
export const resealSecrets = sweep({
  name: "secret.reseal",
  cron: "17 * * * *",
  atStart: true,
  async run({ platform, log, signal }) {
    const keys = sealingSecrets(platform);
    if (!keys.previous) return;
    const { previous, current } = keys;
    for (let after = { organization_id: "", id: "" }; ;) {
      signal.throwIfAborted();
      const rows = await leaveTenant(platform, "secrets are sealed again with the current secret of the installation").system(
        async ({ db }) => {
          const found = await db
            .selectFrom("secrets")
            .select(["organization_id", "id", "purpose", "sealed", "key_version"])
            .where("key_version", "=", versionOf(previous))
            .where(({ eb, refTuple, tuple }) => eb(refTuple("organization_id", "id"), ">", tuple(after.organization_id, after.id)))
            .orderBy("organization_id")
            .orderBy("id")
            .limit(atOnce)
            .forUpdate()
            .execute();
          for (const { organization_id, id, purpose, ...sealed } of found) {
            const place = placeOf(organization_id, id);
            const text = unseal(keys, purpose, place, sealed);
            if (text === null) log.warn({ organization_id, id }, "a stored secret cannot be read");
            else
              await db
                .updateTable("secrets")
                .set(seal({ current, previous }, purpose, place, text))
                .where("organization_id", "=", organization_id)
                .where("id", "=", id)
                .execute();
          }
          return found;
        },
        "write",
      );
      const last = rows.at(-1);
      if (!last || rows.length < atOnce) return;
      after = last;
    }
  },
});
