import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization } from "#testing/factories.ts";

const target = useApp({ variables: { RATE_LIMIT: "on" } });

test("after ten tries of a password, and after five codes, one waits", async () => {
  for (const [account, tries, status] of [
    ["with a password", 10, 422],
    ["without one", 5, 202],
  ] as const) {
    const { id, owner } = await createOrganization(target);
    const next = await createMember(target, id, "member");
    if (account === "with a password") {
      await target.database.admin.query(
        "insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', 'no hash:at all')",
        [newId("acc"), owner.id],
      );
    }
    const body = { membership_id: next.membershipId, ...(account === "with a password" ? { password: "Guess number 1" } : {}) };
    const transfer = () => call(target, owner, `POST /v1/organizations/${id}/transfer`, body);
    for (let index = 0; index < tries; index += 1) expect((await transfer()).status, account).toBe(status);
    const refused = await transfer();
    expect([account, refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([account, 429, true]);
  }
});
