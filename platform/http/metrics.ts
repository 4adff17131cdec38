import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { notFound } from "../errors.ts";
import type { App, HttpContext } from "./app.ts";
import { isLoopback } from "./hosts.ts";

/**
 * `GET /metrics` for Prometheus: the process itself, and requests by route pattern and status. It tells of the whole
 * installation, so it answers this machine alone: no proxy in between, 404 to everybody else.
 *
 * @returns what counts a finished request; `seconds` from its arrival to its answer
 */
export function mountMetrics(app: App): (route: string, status: number, seconds: number) => void {
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
    if (!isFromHere(c)) throw notFound("There is nothing at this address.");
    return c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType });
  });
  return (route, status, seconds) => requests.observe({ route, status }, seconds);
}

function isFromHere(c: HttpContext): boolean {
  const forwarded = c.req.header("forwarded") ?? c.req.header("x-forwarded-for");
  return forwarded === undefined && isLoopback(c.get("ip"));
}
