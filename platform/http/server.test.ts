import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createOrganization } from "#testing/factories.ts";

const target = useApp();

test.each([
  ["127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7"],
  ["::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"],
  ["198.51.100.1", "203.0.113.7", "198.51.100.1"],
])(
  "a caller at %s who forwards for %s counts as %s: only a proxy on this machine is believed",
  async (remoteAddress, forwarded, counted) => {
    const { id, owner } = await createOrganization(target);
    const request = {
      method: "PATCH",
      headers: { "content-type": "application/json", cookie: owner.cookie, origin: testAppUrl, "x-forwarded-for": forwarded },
      body: JSON.stringify({ name: "Renamed" }),
    };
    await target.app.request(`/v1/organizations/${id}`, request, { incoming: { socket: { remoteAddress } } });
    const { rows } = await target.database.admin.query("select ip_address from audit_entries where organization_id = $1", [id]);
    expect(rows).toEqual([{ ip_address: counted }]);
    expect((await call(target, owner, `GET /v1/organizations/${id}`)).body.name).toBe("Renamed");
  },
);
