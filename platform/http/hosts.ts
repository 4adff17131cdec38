/** Whether a host name is this machine's own: localhost, 127.0.0.0/8 or ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127(\.\d+){3}$/.test(hostname) || /^\[?::1\]?$/.test(hostname);
}

/** Whether nobody but this machine can reach the installation: it listens on loopback, and is called by a loopback name. */
export function isForThisMachine(env: { host: string; appUrl: string }): boolean {
  return isLoopback(env.host) && isLoopback(new URL(env.appUrl).hostname);
}
