import { expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { clientAddress, networksOf } from "./client-address.ts";

const behindProxy = readEnv({ APP_URL: "https://agents.example" }, []);
const local = readEnv({}, []);
const behindNetwork = readEnv({ APP_URL: "https://agents.example", TRUSTED_PROXIES: "10.0.0.0/8, 2001:db8::1" }, []);

test.each([
  ["a stranger's header is not believed", behindProxy, "198.51.100.7", "1.2.3.4", "198.51.100.7"],
  ["a proxy on this machine is believed where APP_URL faces the world", behindProxy, "::1", "203.0.113.9", "203.0.113.9"],
  ["what a client wrote before the proxy's entry does not count", behindProxy, "127.0.0.1", "9.9.9.9, 203.0.113.9", "203.0.113.9"],
  ["on loopback alone no header counts", local, "127.0.0.1", "203.0.113.9", "127.0.0.1"],
  ["named proxies are passed over, several in a row", behindNetwork, "10.1.2.3", "203.0.113.9, 10.9.9.9", "203.0.113.9"],
  ["a named IPv6 proxy is believed", behindNetwork, "2001:db8::1", "203.0.113.9", "203.0.113.9"],
  ["nonsense in the header is passed over", behindProxy, "127.0.0.1", "unknown, <script>", "127.0.0.1"],
  ["an IPv4 address in IPv6 clothes is itself", behindProxy, "::ffff:198.51.100.7", undefined, "198.51.100.7"],
])("%s", (_says, env, peer, header, expected) => {
  expect(clientAddress(env, peer, header)).toBe(expected);
});

test("a proxy that is no address is refused at start", () => {
  expect(() => readEnv({ TRUSTED_PROXIES: "proxy.local" }, [])).toThrow(/TRUSTED_PROXIES/);
});

test.each([
  ["198.51.100.7", ["198.51.100.7"]],
  ["::ffff:198.51.100.7", ["198.51.100.7"]],
  ["::ffff:c633:6407", ["198.51.100.7"]],
  ["2001:db8:1:2:3:4:5:6", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
  ["2001:0DB8:0001:0002::1", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
  ["2001:db8:1:2:aaaa:bbbb:198.51.100.7", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
  ["2001:db8::", ["2001:db8:0:0::/64", "2001:db8:0::/48"]],
  ["fe80::1%eth0", ["fe80:0:0:0::/64", "fe80:0:0::/48"]],
  ["::1", ["0:0:0:0::/64", "0:0:0::/48"]],
  ["", [""]],
])("%s is of one network however it is written", (ip, networks) => {
  expect(networksOf(ip)).toEqual(networks);
});
