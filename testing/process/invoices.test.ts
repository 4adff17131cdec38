import { expect, test } from "vitest";
import { signUp } from "./account.ts";
import { countUndrawn, issueRepeatedly, issuingVariables, operate } from "./issuing.ts";
import { eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

test(
  "kill -9 after invoices were issued and before they were drawn leaves no gap, and each gets its PDF",
  { timeout: 240_000 },
  async () => {
    const dataDir = await makeStartedDataDir();
    const first = await startServer({ dataDir, variables: issuingVariables });
    const numbers = await issueRepeatedly(await signUp(first.url), 3);
    expect(await countUndrawn(dataDir)).toBeGreaterThan(0);
    await first.stop("SIGKILL");

    const second = await startServer({ dataDir, variables: issuingVariables });
    expect(numbers.map((number) => Number(number.split("-")[1]))).toEqual([1, 2, 3, 4, 5]);
    const { data } = await operate<{ data: { number: string }[] }>(second.url, "GET /invoices?per_page=100");
    expect(data.map(({ number }) => number).toSorted()).toEqual(numbers);
    expect(await eventually(async () => (await countUndrawn(dataDir)) === 0, 120_000)).toBe(true);
    await second.stop();
  },
);
