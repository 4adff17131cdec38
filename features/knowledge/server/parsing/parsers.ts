import { createParserPool } from "./parser-pool.ts";

/** The processes that read, of this server. */
export const parsers = createParserPool();
