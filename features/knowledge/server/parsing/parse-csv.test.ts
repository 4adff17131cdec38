import { expect, test } from "vitest";
import { readFile } from "#testing/read-file.ts";

const linesOf = async (csv: string) => (await readFile("csv", csv)).text.split(/\n+/);

test.each<[what: string, csv: string, lines: string[]]>([
  ["semicolons and decimal commas", "Name;Price\nLamp;12,50\nDesk;120,00\n", ["Name: Lamp; Price: 12,50", "Name: Desk; Price: 120,00"]],
  ["tabs", "Name\tPrice\nLamp\t12\n", ["Name: Lamp; Price: 12"]],
  ["bars", "Name|Price\nLamp|12\nDesk|120\n", ["Name: Lamp; Price: 12", "Name: Desk; Price: 120"]],
  ["a line that says what parts the cells", '"sep=|"\nName|Price, net\nLamp|12,5\n', ["Name: Lamp; Price, net: 12,5"]],
  [
    "titles above the names",
    "Price list 2026;;\nvalid from May;;\n\nName;Month;Year\nBasic;10;100\n",
    ["Price list 2026", "valid from May", "Name: Basic; Month: 10; Year: 100"],
  ],
  [
    "a title without the cells beside it",
    "Price list\nName,Month,Year\nBasic,10,100\nTeam,20,200\n",
    ["Price list", "Name: Basic; Month: 10; Year: 100", "Name: Team; Month: 20; Year: 200"],
  ],
  ["years as names", "Region,2023,2024/25\nNorth,10,12\n", ["Region: North; 2023: 10; 2024/25: 12"]],
  ["years alone as names", "2023,2024\n10,12\n11,13\n", ["2023: 10; 2024: 12", "2023: 11; 2024: 13"]],
  ["twins as names", "Name,Price,Price\nLamp,12,10\n", ["Name: Lamp; Price: 12; Price: 10"]],
  [
    "names with figures in them",
    "Product,24h,48h\nLamp,12,10\nDesk,30,20\n",
    ["Product: Lamp; 24h: 12; 48h: 10", "Product: Desk; 24h: 30; 48h: 20"],
  ],
  [
    "no names",
    "Lamp,12\nDesk,120\nChair,40\n",
    ["Column 1: Lamp; Column 2: 12", "Column 1: Desk; Column 2: 120", "Column 1: Chair; Column 2: 40"],
  ],
  ["rows of other lengths", "A,B,C\n1\n1,2,3,4\n", ["A: 1", "A: 1; B: 2; C: 3; 4"]],
  [
    "HTML and entities in cells",
    'Name,About\nLamp,"<ul><li>LED</li><li>dimmable</li></ul>"\nDesk,Oak &amp; steel<br>new\n',
    ["Name: Lamp; About: - LED, - dimmable", "Name: Desk; About: Oak & steel new"],
  ],
  ["quotes, breaks and delimiters in cells", 'Name,About\n"Lamp, ""big""","two\nlines"\n', ['Name: Lamp, "big"; About: two lines']],
  [
    "a mark for inches that opens no cell",
    'Name,Size\n"Pipe,12\nDesk,120\nChair,40\n',
    ['Name: "Pipe; Size: 12', "Name: Desk; Size: 120", "Name: Chair; Size: 40"],
  ],
  [
    "carets and tildes",
    "Name^About^Stock\nLamp, big^a~b^4\nDesk^c^7\n",
    ["Name: Lamp, big; About: a~b; Stock: 4", "Name: Desk; About: c; Stock: 7"],
  ],
  [
    "quotes escaped by a backslash",
    'Name,About\n"Lamp","the \\"best\\", they say"\n"Desk","oak"\n',
    ['Name: Lamp; About: the "best", they say', "Name: Desk; About: oak"],
  ],
  [
    "single quotes around cells",
    "Name,About\n'Lamp','red, big'\n'Desk','it is''oak'\n",
    ["Name: Lamp; About: red, big", "Name: Desk; About: it is'oak"],
  ],
  ["spaces before quotes", 'Name, About\nLamp, "red, big"\nDesk, "oak"\n', ["Name: Lamp; About: red, big", "Name: Desk; About: oak"]],
  [
    "another table below an empty line",
    "Name,Price\nLamp,12\n\nDesk,120\n\nShops\n\nTown,Zip\nBonn,53111\nKiel,24103\n",
    ["Name: Lamp; Price: 12", "Name: Desk; Price: 120", "Shops", "Town: Bonn; Zip: 53111", "Town: Kiel; Zip: 24103"],
  ],
  [
    "sizes as names",
    "Size,36,37,38\nChest,80,84,88\nWaist,62,66,70\n",
    ["Size: Chest; 36: 80; 37: 84; 38: 88", "Size: Waist; 36: 62; 37: 66; 38: 70"],
  ],
  ["names that end in a colon", "Name:,Price?\nLamp,12\n", ["Name: Lamp; Price? 12"]],
])("a sheet is read with %s", async (_what, csv, lines) => {
  expect(await linesOf(csv)).toEqual(lines);
});
