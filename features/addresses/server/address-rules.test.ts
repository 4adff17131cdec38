import { expect, test } from "vitest";
import { billingAddress, countryCodes, countryName, formatAddress, type BillingAddressInput } from "../contract.ts";
import { addressRules } from "./address-rules.ts";

type Sent = Omit<BillingAddressInput, "country">;

/** What a country's people write, what is kept of it, and how it stands on an invoice. */
const written: [country: string, sent: Sent, kept: Partial<Sent>, lines: string][] = [
  [
    "DE",
    { legal_name: "Muster GmbH", line1: "Hauptstr. 5", postal_code: "D-10115", city: "Berlin" },
    { postal_code: "10115" },
    "Muster GmbH / Hauptstr. 5 / 10115 Berlin",
  ],
  [
    "US",
    {
      legal_name: "Acme, Inc.",
      line1: "1 Main St",
      line2: "Suite 4",
      city: "San Francisco",
      region: "california",
      postal_code: "941051234",
    },
    { region: "CA", postal_code: "94105-1234" },
    "Acme, Inc. / 1 Main St / Suite 4 / SAN FRANCISCO, CA 94105-1234",
  ],
  [
    "GB",
    { legal_name: "Acme Ltd", line1: "10 Downing Street", city: "London", postal_code: "sw1a2aa" },
    { postal_code: "SW1A 2AA" },
    "Acme Ltd / 10 Downing Street / LONDON / SW1A 2AA",
  ],
  [
    "JP",
    { legal_name: "株式会社例", line1: "若林1-2-3", city: "世田谷区", region: "東京都", postal_code: "１５４００２３" },
    { postal_code: "154-0023" },
    "〒154-0023 / 東京都世田谷区 / 若林1-2-3 / 株式会社例",
  ],
  [
    "JP",
    { legal_name: "Example KK", line1: "1-2-3 Wakabayashi", city: "Setagaya-ku", region: "tokyo", postal_code: "154-0023" },
    { region: "Tokyo" },
    "Example KK / 1-2-3 Wakabayashi, Setagaya-ku, TOKYO / 154-0023",
  ],
  [
    "BR",
    { legal_name: "Exemplo Ltda", line1: "Av. Paulista 1000", city: "São Paulo", region: "sao paulo", postal_code: "01310100" },
    { region: "SP", postal_code: "01310-100" },
    "Exemplo Ltda / Av. Paulista 1000 / SÃO PAULO-SP / 01310-100",
  ],
  [
    "IN",
    { legal_name: "Example Pvt Ltd", line1: "12 MG Road", city: "Bengaluru", region: "Karnataka", postal_code: "560001" },
    {},
    "Example Pvt Ltd / 12 MG Road / Bengaluru 560001 / Karnataka",
  ],
  [
    "FR",
    { legal_name: "Exemple SARL", line1: "1 rue de Rivoli", city: "Paris", postal_code: "75001" },
    {},
    "Exemple SARL / 1 rue de Rivoli / 75001 PARIS",
  ],
  [
    "IE",
    { legal_name: "Example Ltd", line1: "1 Grand Canal St", city: "Dublin", postal_code: "d02x285" },
    { postal_code: "D02 X285" },
    "Example Ltd / 1 Grand Canal St / Dublin / D02 X285",
  ],
  [
    "HK",
    { legal_name: "Example Ltd", line1: "1 Queen's Road", city: "Central", region: "Hong Kong Island" },
    { postal_code: null },
    "Example Ltd / 1 Queen's Road / Central / HONG KONG ISLAND",
  ],
  ["HK", { legal_name: "例有限公司", line1: "彌敦道1號", region: "九龍" }, { city: null }, "九龍 / 彌敦道1號 / 例有限公司"],
  [
    "CH",
    { legal_name: "Beispiel AG", line1: "Bahnhofstr. 1", city: "Zürich", postal_code: "CH-8001" },
    { postal_code: "8001" },
    "Beispiel AG / Bahnhofstr. 1 / CH-8001 Zürich",
  ],
  [
    "SG",
    { legal_name: "Example Pte Ltd", line1: "1 Raffles Place", postal_code: "048616" },
    { city: null },
    "Example Pte Ltd / 1 Raffles Place / SINGAPORE 048616",
  ],
  [
    "AE",
    { legal_name: "Example FZ-LLC", line1: "Sheikh Zayed Road", region: "Dubai" },
    { city: null },
    "Example FZ-LLC / Sheikh Zayed Road / Dubai",
  ],
  [
    "NL",
    { legal_name: "Voorbeeld B.V.", line1: "Oosterdokskade 163", city: "Amsterdam", postal_code: "1011dl" },
    { postal_code: "1011 DL" },
    "Voorbeeld B.V. / Oosterdokskade 163 / 1011 DL Amsterdam",
  ],
  [
    "CA",
    { legal_name: "Example Inc.", line1: "1 King St", city: "Toronto", region: "Ontario", postal_code: "m5h1a1" },
    { region: "ON", postal_code: "M5H 1A1" },
    "Example Inc. / 1 KING ST / TORONTO ON M5H 1A1",
  ],
  [
    "IT",
    { legal_name: "Esempio S.p.A.", line1: "Via Roma 1", city: "Milano", region: "Milano", postal_code: "20121" },
    { region: "MI" },
    "Esempio S.p.A. / Via Roma 1 / 20121 MILANO MI",
  ],
  [
    "KR",
    { legal_name: "예시 주식회사", line1: "세종대로 1", city: "중구", region: "서울특별시", postal_code: "04524" },
    {},
    "서울특별시 중구 / 세종대로 1 / 예시 주식회사 / 04524",
  ],
  [
    "CN",
    { legal_name: "示例有限公司", line1: "建国路1号", city: "朝阳区", region: "北京市", postal_code: "100020" },
    {},
    "100020 / 北京市朝阳区 / 建国路1号 / 示例有限公司",
  ],
  [
    "HU",
    { legal_name: "Példa Kft.", line1: "Fő utca 1", city: "Budapest", postal_code: "1011" },
    {},
    "Példa Kft. / BUDAPEST / FŐ UTCA 1 / 1011",
  ],
  [
    "PL",
    { legal_name: "Przykład sp. z o.o.", line1: "ul. Długa 1", city: "Warszawa", postal_code: "00238" },
    { postal_code: "00-238" },
    "Przykład sp. z o.o. / ul. Długa 1 / 00-238 Warszawa",
  ],
  [
    "MX",
    {
      legal_name: "Ejemplo S.A. de C.V.",
      line1: "Av. Juárez 1",
      line2: "Centro",
      city: "Ciudad de México",
      region: "Ciudad de México",
      postal_code: "06000",
    },
    {},
    "Ejemplo S.A. de C.V. / Av. Juárez 1 / Centro / 06000 CIUDAD DE MÉXICO, CIUDAD DE MÉXICO",
  ],
  [
    "AU",
    { legal_name: "Example Pty Ltd", line1: "1 George St", city: "Sydney", region: "NSW", postal_code: "2000" },
    {},
    "Example Pty Ltd / 1 George St / SYDNEY NSW 2000",
  ],
  [
    "AD",
    { legal_name: "Exemple SL", line1: "Av. Meritxell 1", city: "Andorra la Vella" },
    { postal_code: null },
    "Exemple SL / Av. Meritxell 1 / Andorra la Vella",
  ],
];

test.each(written)("%s writes %j as its post does", (country, sent, kept, lines) => {
  const rules = addressRules(country);
  const address = billingAddress(rules).parse({ ...sent, country });
  expect(address).toMatchObject({ ...sent, ...kept });
  expect(formatAddress(rules, address).join(" / ")).toBe(lines);
});

test.each([
  ["DE", ["line1", "city", "postal_code"]],
  ["US", ["line1", "city", "region", "postal_code"]],
  ["JP", ["line1", "city", "region", "postal_code"]],
  ["IE", ["line1", "city"]],
  ["HK", ["line1", "region"]],
  ["SG", ["line1", "postal_code"]],
  ["MO", ["line1"]],
])("in %s the address needs %j and nothing else", (country, needed) => {
  const { error } = billingAddress(addressRules(country)).safeParse({ legal_name: "Example", country });
  expect(error?.issues.map(({ path }) => path[0])).toEqual(needed);
});

test.each([
  ["DE", "1011"],
  ["DE", "ABCDE"],
  ["US", "1234"],
  ["GB", "XX1 1XX"],
  ["CA", "D5H 1A1"],
  ["NL", "0123"],
  ["JP", "154002"],
  ["BR", "1310-10"],
  ["IN", "56000"],
  ["FR", "7500"],
  ["IE", "D02"],
])("in %s %s is no postal code", (country, postal_code) => {
  const { error } = billingAddress(addressRules(country)).safeParse({ legal_name: "Example", country, postal_code });
  expect(error?.issues.map(({ path }) => path[0])).toContain("postal_code");
});

test("all 250 countries have a name, rows with a line for the street, and examples that hold their own rule", () => {
  expect(new Set(countryCodes).size).toBe(250);
  for (const country of countryCodes) {
    const rules = addressRules(country);
    expect(countryName(country), country).not.toBe(country);
    expect(rules.rows.flat(), country).toContain("line1");
    expect(rules.required, country).toContain("line1");
    expect(rules.format, country).toContain("%O");
    for (const postal_code of rules.postal_code?.examples ?? []) {
      const { error } = billingAddress(rules).safeParse({ legal_name: "Example", country, postal_code });
      expect(
        error?.issues.filter(({ path }) => path[0] === "postal_code"),
        `${country} ${postal_code}`,
      ).toEqual([]);
    }
    for (const { code, names } of rules.regions) {
      const { error } = billingAddress(rules).safeParse({ legal_name: "Example", country, region: names.at(-1) });
      expect(
        error?.issues.filter(({ path }) => path[0] === "region"),
        `${country} ${code}`,
      ).toEqual([]);
    }
  }
});

test("every part that a country writes is printed, each once", () => {
  for (const country of countryCodes) {
    const rules = addressRules(country);
    const address = { legal_name: "NAME", line1: "STREET", line2: "FLOOR", city: "CITY", region: "REGION", postal_code: "CODE" };
    const whole = formatAddress(rules, address).join("\n");
    for (const part of ["legal_name", ...rules.rows.flat()] as const) {
      expect(whole.split(address[part as keyof typeof address]).length, `${country} ${part}: ${whole}`).toBe(2);
    }
    expect(whole, country).not.toMatch(/%/);
  }
});
