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

/** `node:http`'s two sides of a request, which are in the bindings where there is a socket; tests call without one. */
type Bindings = { incoming?: { socket?: { remoteAddress?: string } }; outgoing?: { destroy(): unknown } } | undefined;

/** The address of the socket's other end; "" where there is none. */
export const peerOf = (c: HttpContext): string => (c.env as Bindings)?.incoming?.socket?.remoteAddress ?? "";

/** Closes the caller's connection; null where there is none. */
export function hangUpOf(c: HttpContext): (() => void) | null {
  const outgoing = (c.env as Bindings)?.outgoing;
  return outgoing ? () => void outgoing.destroy() : null;
}
