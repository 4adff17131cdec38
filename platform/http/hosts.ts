/** Whether a host name is this machine's own: localhost, 127.0.0.0/8 or ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127(\.\d+){3}$/.test(hostname) || /^\[?::1\]?$/.test(hostname);
}

/** Whether nobody but this machine can reach the installation: it listens on loopback, and is called by a loopback name. */
export function isForThisMachine(env: { host: string; appUrl: string }): boolean {
  return isLoopback(env.host) && isLoopback(new URL(env.appUrl).hostname);
}

/** Where this machine reaches the server, whichever networks it listens on and whatever is in front of it. */
export function localAddress({ host, port }: { host: string; port: number }): string {
  const name = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
