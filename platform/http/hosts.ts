/** Whether a host name is this machine's own: localhost, 127.0.0.0/8 or ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127(\.\d+){3}$/.test(hostname) || /^\[?::1\]?$/.test(hostname);
}

/** Where this machine reaches the server, whichever networks it listens on and whatever stands in front of it. */
export function localAddress({ host, port }: { host: string; port: number }): string {
  const name = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
