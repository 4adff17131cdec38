import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Env } from "../env.ts";
import { notFound } from "../errors.ts";
import { sameSecret } from "../keys.ts";
import type { App, HttpContext } from "./app.ts";
import { isFromHere } from "./forwarding.ts";

/**
 * `GET /metrics` for Prometheus: the process itself, and requests by route pattern and status. It tells of the whole
 * installation, so it answers anybody who has the token; where none is set, this machine alone, under a name of its own and
 * with no proxy in between. It is 404 to everybody else.
 *
 * @returns what counts a finished request; `seconds` from its arrival to its answer
 */
export function mountMetrics(
  app: App,
  { metricsToken }: Pick<Env, "metricsToken">,
): (route: string, status: number, seconds: number) => void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from a request's arrival to its answer; of streams, to their beginning.",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.get("/metrics", async (c) => {
    if (!(metricsToken ? bears(c, metricsToken) : isFromHere(c))) throw notFound("There is nothing at this address.");
    return c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType });
  });
  return (route, status, seconds) => requests.observe({ route, status }, seconds);
}

function bears(c: HttpContext, token: string): boolean {
  const sent = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  return sent !== undefined && sameSecret(sent, token);
}
