import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";

/** A program: a bare Hono route with one indexed select over the driver and pool settings of platform/database/open.ts. */
const { port, connection } = JSON.parse(process.argv[2] ?? "{}");
const settings = { ...connection, max: 10, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, pipeline: true };
const pool = new pg.Pool(settings);
pool.on("error", () => {});

const app = new Hono();
app.get("/organizations/:organization_id/projects/:project_id", async (c) => {
  const { organization_id, project_id } = c.req.param();
  const { rows } = await pool.query({
    name: "one",
    text: "select * from app.projects where organization_id = $1 and id = $2",
    values: [organization_id, project_id],
  });
  return rows[0] ? c.json(rows[0]) : c.notFound();
});
app.get("/organizations/:organization_id/projects", async (c) => {
  const { rows } = await pool.query({
    name: "twenty",
    text: "select * from app.projects where organization_id = $1 order by id limit 20",
    values: [c.req.param("organization_id")],
  });
  return c.json({ data: rows });
});
serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, () => console.log("ready"));
process.on("SIGTERM", () => process.exit(0));
