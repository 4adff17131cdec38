import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createOrganization } from "#testing/factories.ts";
import { sweepEvents } from "./sweep-events.ts";

const target = useApp();

test("events are kept for a day and a little longer, and those of a database that this one is a copy of go at once", async () => {
  const { id } = await createOrganization(target);
  const insert = (what: string, values: string, from = "") =>
    target.database.admin.query(
      `insert into live_events (organization_id, target_type, target_id, change, occurred_at, xid) select $1, 'project', $2, 'changed', ${values} ${from}`,
      [id, what],
    );
  await insert("of now", "now(), pg_current_xact_id()");
  await insert("of a day ago", "now() - interval '24 hours', pg_current_xact_id()");
  await insert("old", "now() - interval '26 hours', pg_current_xact_id()", "from generate_series(1, 5001)");
  await insert("of another database", "now(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)::text::xid8");
  await sweepEvents.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });
  const { rows } = await target.database.admin.query<{ what: string }>(
    "select target_id as what from live_events where organization_id = $1 order by xid, id",
    [id],
  );
  expect(rows.map(({ what }) => what)).toEqual(["of now", "of a day ago"]);
});
