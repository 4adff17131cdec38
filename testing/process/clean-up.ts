import { afterAll } from "vitest";
import { cleanUp } from "./server-process.ts";

/** Loaded with each file of process tests, by vitest.config.ts. */
afterAll(cleanUp);
