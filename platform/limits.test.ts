import { expect, test } from "vitest";
import { readEnv } from "./env.ts";
import { openLimits } from "./limits.ts";

const open = () => openLimits(readEnv({ APP_URL: "https://agents.example" }, []));
const limit = { name: "acts", points: 10, seconds: 60 };

/** How many acts from these addresses are let through. */
async function passed(addresses: string[], limits = open()): Promise<number> {
  let count = 0;
  for (const ip of addresses) {
    count += await limits.takeFrom(limit, ip).then(
      () => 1,
      () => 0,
    );
  }
  return count;
}
const addresses = (count: number, write: (index: number) => string) => Array.from({ length: count }, (_, index) => write(index));

test("all addresses of a /64 share one limit, and all of a /48 four", async () => {
  expect(await passed(addresses(300, (index) => `2001:db8:1:2::${index.toString(16)}`))).toBe(10);
  expect(await passed(addresses(300, (index) => `2001:db8:1:${index.toString(16)}::1`))).toBe(40);
  expect(await passed(addresses(300, (index) => `2001:db8:${index.toString(16)}::1`))).toBe(300);
  expect(await passed(addresses(300, (index) => `198.51.${index >> 8}.${index & 255}`))).toBe(300);
});

test("what is counted about one thing does not count about another", async () => {
  const limits = open();
  for (let act = 0; act < 10; act += 1) await limits.takeFrom(limit, "198.51.100.7", "ann");
  await expect(limits.takeFrom(limit, "198.51.100.7", "ann")).rejects.toMatchObject({ code: "too_many" });
  await limits.takeFrom(limit, "198.51.100.7", "bea");
});

test("what is given back can be done once more", async () => {
  const limits = open();
  for (let act = 0; act < 30; act += 1) {
    await limits.takeFrom(limit, "2001:db8::1");
    await limits.giveBackFrom(limit, "2001:db8::1");
  }
  expect(
    await passed(
      addresses(12, () => "2001:db8::1"),
      limits,
    ),
  ).toBe(10);
});
