import pg from "pg";

type Statement = { options: string; text: string; values: unknown[] };

let heard: Statement[] | null = null;
const { query } = pg.Client.prototype;
// Heard, not replaced: the driver does what it does, and what is sent meanwhile is remembered here.
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...words: unknown[]) {
    const [first, second] = words as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof first === "string" ? first : first.text;
    const values = typeof first === "string" ? second : first.values;
    const { options = "" } = (this as unknown as { connectionParameters: { options?: string } }).connectionParameters;
    heard?.push({ options, text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(query, this, words);
  },
});

/**
 * What each query of a call reads, run again as the role and with the settings of the call: pages of the database
 * (buffers, in a cache or not) by the query's text. Import this before anything connects.
 *
 * @param login how the product's own login connects
 */
export async function pagesRead(login: pg.ClientConfig, call: () => Promise<unknown>): Promise<Record<string, number>> {
  await call();
  heard = [];
  await call();
  const statements = heard;
  heard = null;
  const read: Record<string, number> = {};
  for (const options of new Set(statements.map((statement) => statement.options))) {
    const client = new pg.Client({ ...login, options });
    await client.connect();
    for (const { text, values } of statements.filter((statement) => statement.options === options)) {
      if (!/^\s*select/i.test(text)) {
        await client.query(text, values);
        continue;
      }
      // A function plans its own queries at the first calls, which reads pages of the catalog.
      for (let time = 0; time < plannedAfter; time += 1) await client.query(text, values);
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values);
      const { Plan: plan } = rows[0]["QUERY PLAN"][0];
      read[text] = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
    }
    await client.end();
  }
  return read;
}

const plannedAfter = 7;
