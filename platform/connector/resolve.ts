import { lookup, Resolver } from "node:dns/promises";

/** All addresses of a name; none where there is no such host. */
export type Resolve = (hostname: string, options: { isAllowed: boolean; signal: AbortSignal }) => Promise<string[]>;

/**
 * Asks the name servers. What the operator opened is asked of the system too, which knows its hosts file; the rest is not: it asks
 * in one of few threads, and a slow name server of a stranger would keep the whole process from its files.
 */
export const resolveName: Resolve = async (hostname, { isAllowed, signal }) => {
  if (isAllowed) return (await lookup(hostname, { all: true }).catch(() => [])).map(({ address }) => address);
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  } finally {
    signal.removeEventListener("abort", cancel);
  }
};
