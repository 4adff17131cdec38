import { createParserPool } from "./parser-pool.ts";

/** The processes of this server that read files and draw pages: one pool, so that no more run than there are places. */
export const parsers = createParserPool();
