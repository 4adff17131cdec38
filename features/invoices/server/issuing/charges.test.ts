import { expect, test } from "vitest";
import type { PlanTerm } from "#features/plans/contract.ts";
import { chargesOf, type MonthFacts } from "./charges.ts";

const pro: PlanTerm["price"] = { month: 4_900, extra_seat: 900, extra_answer: 3, seats_included: 5, answers_included: 2_000 };
const business: PlanTerm["price"] = { month: 19_900, extra_seat: 700, extra_answer: 2, seats_included: 20, answers_included: 10_000 };
const term = (from_day: string, plan: string, price: PlanTerm["price"]): PlanTerm => ({ from_day, plan, currency: "eur", price });

/** November has 30 days. */
const november = (facts: Partial<MonthFacts>): MonthFacts => ({
  month: "2026-11-01",
  until: "2026-11-30",
  terms: [term("2026-01-15", "pro", pro)],
  seats: [],
  answers: [],
  ...facts,
});
const said = (facts: Partial<MonthFacts>) =>
  chargesOf(november(facts)).map(({ what, from_day, to_day, quantity, amount }) =>
    [what, from_day.slice(8), to_day.slice(8), quantity, amount].join(" "),
  );

test("a whole month costs its price, and the answers and seats that are included cost nothing", () => {
  const answers = [{ day: "2026-11-04", count: 2_000 }];
  expect(said({ answers, seats: [{ day: "2026-10-01", seats: 5 }] })).toEqual(["plan 01 30 30 4900"]);
});

test("a month without a term, before the first, or of one that costs nothing, costs nothing", () => {
  const answers = [{ day: "2026-11-04", count: 9_000 }];
  expect(said({ terms: [], answers })).toEqual([]);
  expect(said({ terms: [term("2026-12-01", "pro", pro)], answers })).toEqual([]);
  expect(said({ terms: [term("2026-01-01", "free", null)], answers })).toEqual([]);
});

test("a part of a month costs its days, halves rounded up", () => {
  // 4900 × 1 ÷ 30 = 163.33, × 15 ÷ 30 = 2450, × 7 ÷ 30 = 1143.33; 15 × 1 ÷ 30 = 0.5
  for (const [from, fee] of [
    ["2026-11-30", 163],
    ["2026-11-16", 2_450],
    ["2026-11-24", 1_143],
  ] as const)
    expect(chargesOf(november({ terms: [term(from, "pro", pro)] }))[0]!.amount).toBe(fee);
  expect(chargesOf(november({ terms: [term("2026-11-30", "pro", { ...pro, month: 15 })] }))[0]!.amount).toBe(1);
});

test("however often a plan is set, its parts add up to its price to the cent", () => {
  const days = Array.from({ length: 30 }, (_, index) => `2026-11-${String(index + 1).padStart(2, "0")}`);
  for (const price of [4_900, 19_900, 1, 29, 100]) {
    const charges = chargesOf(november({ terms: days.map((day) => term(day, "pro", { ...pro, month: price })) }));
    expect(charges).toHaveLength(30);
    expect(charges.reduce((sum, { amount }) => sum + amount, 0)).toBe(price);
  }
});

test("two plans share a month by their days", () => {
  const terms = [term("2026-01-15", "pro", pro), term("2026-11-11", "business", business), term("2026-12-01", "pro", pro)];
  // 4900 × 10 ÷ 30 = 1633.33, 19900 × 20 ÷ 30 = 13266.67
  expect(said({ terms })).toEqual(["plan 01 10 10 1633", "plan 11 30 20 13267"]);
});

test("seats beyond the included ones are charged by the day; one that is not known has those of the day before", () => {
  const seats = [
    { day: "2026-10-12", seats: 7 },
    { day: "2026-11-11", seats: 9 },
    { day: "2026-11-21", seats: 4 },
  ];
  // 10 days of 2 and 10 days of 4 above 5: 60 days of a seat, 60 × 900 ÷ 30.
  expect(said({ seats })).toContain("seats 01 30 60 1800");
  expect(said({ seats: [{ day: "2026-11-30", seats: 6 }] })).toContain("seats 01 30 1 30");
});

test("seats are rounded once a part", () => {
  const odd = { ...pro, extra_seat: 10 };
  const terms = [term("2026-11-01", "pro", odd), term("2026-11-16", "pro", odd)];
  // 15 days of a seat, 15 × 10 ÷ 30 = 5 in each part; 1 day: 0.33
  expect(said({ terms, seats: [{ day: "2026-11-01", seats: 6 }] }).filter((line) => line.startsWith("seats"))).toEqual([
    "seats 01 15 15 5",
    "seats 16 30 15 5",
  ]);
  expect(said({ terms, seats: [{ day: "2026-11-30", seats: 6 }] })).toContain("seats 16 30 1 0");
});

test("answers beyond the included ones cost what one costs in the last part; included are the parts' by their days, rounded down once", () => {
  const terms = [term("2026-01-15", "pro", pro), term("2026-11-12", "business", business)];
  // 2000 × 11 ÷ 30 + 10000 × 19 ÷ 30 = 7066.67
  expect(said({ terms, answers: [{ day: "2026-11-02", count: 7_066 }] })).toHaveLength(2);
  expect(said({ terms, answers: [{ day: "2026-11-02", count: 7_067 }] })).toContain("answers 01 30 1 2");
  expect(said({ answers: [{ day: "2026-11-30", count: 2_010 }] })).toContain("answers 01 30 10 30");
});

test("answers on days of a plan that costs nothing are not counted, nor is anything included for these days", () => {
  const terms = [term("2026-01-01", "free", null), term("2026-11-16", "pro", pro), term("2026-11-26", "free", null)];
  const answers = [
    { day: "2026-11-15", count: 5_000 },
    { day: "2026-11-16", count: 600 },
    { day: "2026-11-25", count: 100 },
    { day: "2026-11-26", count: 5_000 },
  ];
  // 2000 × 10 ÷ 30 = 666.67
  expect(said({ terms, answers })).toEqual(["plan 16 25 10 1633", "answers 01 25 34 102"]);
});

test("what is to be deleted is charged up to that day, of the month's days", () => {
  const answers = [{ day: "2026-11-05", count: 700 }];
  expect(said({ until: "2026-11-10", answers })).toEqual(["plan 01 10 10 1633", "answers 01 10 34 102"]);
  expect(said({ until: "2026-11-10", terms: [term("2026-11-11", "pro", pro)] })).toEqual([]);
});

test("an amount that no integer holds is refused and not rounded", () => {
  const price = { ...pro!, extra_answer: 1_000_000 };
  const answers = [{ day: "2026-11-05", count: Number.MAX_SAFE_INTEGER - 1 }];
  expect(() => said({ terms: [term("2026-01-01", "pro", price)], answers })).toThrow("too large");
});
