import { availableParallelism, totalmem } from "node:os";

/** How many files are read at once, and how much memory each parser may hold. */
export type ParserPlaces = { fast: number; memoryBytesMax: number };

const parserBytesMax = 400_000_000;
const parserBytesMin = 120_000_000;
/** Of the memory that this process may use: all parsers together, and one of them. */
const sharedShare = 0.25;
const ownShare = 0.2;
const fastMax = 4;

/** Beside the fast places there is the slow one. A processor is left to the server and its database. */
export function parserPlaces(memoryBytes = usableBytes(), processors = availableParallelism()): ParserPlaces {
  const memoryBytesMax = Math.min(parserBytesMax, Math.max(parserBytesMin, memoryBytes * ownShare));
  const afforded = Math.floor((memoryBytes * sharedShare) / memoryBytesMax) - 1;
  return { fast: Math.max(1, Math.min(afforded, processors - 1, fastMax)), memoryBytesMax };
}

/** What a container allows, where it allows less than the machine has. */
function usableBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
