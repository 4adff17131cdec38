import type { Context, Hono } from "hono";

/** What each request carries from room to room. */
export type HttpVariables = {
  requestId: string;
  /** The caller's address, behind a trusted proxy too. */
  ip: string;
  /** Method and path pattern, which logs may hold; paths may not. */
  routePattern: string;
};
export type App = Hono<{ Variables: HttpVariables }>;
export type HttpContext = Context<{ Variables: HttpVariables }>;
