import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createUser } from "#testing/factories.ts";
import { sweepIdentity } from "./sweep-identity.ts";

const target = useApp();
const sql = async (text: string, values: unknown[]) => (await target.database.admin.query(text, values)).rows;

test("a device that nobody used for 400 days is forgotten, and a mail after two, and nothing else", async () => {
  const { id } = await createUser(target);
  const device = (name: string, days: number) =>
    sql("insert into known_devices (user_id, id, session_id, last_used_at) values ($1, $2, 'ses', now() - $3 * interval '1 day')", [
      id,
      name,
      days,
    ]);
  await device("old", 401);
  await device("recent", 399);
  for (const days of [1, 3])
    await sql(
      "insert into account_mails (user_id, kind, sent_at, expires_at) values ($1, 'reset_password', now() - $2 * interval '1 day', now())",
      [id, days],
    );
  await sweepIdentity.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });
  expect(await sql("select id from known_devices where user_id = $1", [id])).toEqual([{ id: "recent" }]);
  expect(await sql("select from account_mails where user_id = $1 and sent_at < now() - interval '2 days'", [id])).toEqual([]);
  expect(await sql("select from account_mails where user_id = $1", [id])).toHaveLength(1);
});
