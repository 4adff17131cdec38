import { expect, test } from "vitest";
import { filePath, safeName } from "./archive-path.ts";

test.each([
  ["price list.pdf", "price list.pdf"],
  ["Übergröße 東京 🛒.pdf", "Übergröße 東京 🛒.pdf"],
  ["../../etc/passwd", "__.._etc_passwd"],
  ["..\\..\\windows\\win.ini", "__.._windows_win.ini"],
  ["/etc/passwd", "_etc_passwd"],
  ["C:\\boot.ini", "C__boot.ini"],
  ["..", "_"],
  [".htaccess", "_htaccess"],
  ["trailing. ", "trailing_"],
  ["a\0b\nc\u202Egnp.exe", "a_b_c_gnp.exe"],
  ["nul.txt", "_nul.txt"],
  ["COM1", "_COM1"],
  ["   ", "_"],
  ["what?*.md", "what__.md"],
  ["e\u0301.md", "\u00e9.md"],
  ["\ud800.md", "\ufffd.md"],
])("the name %j becomes %j", (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test("a long name keeps its ending and fits every file system", () => {
  const safe = safeName(`${"長".repeat(250)}.docx`);
  expect(safe.endsWith("長.docx")).toBe(true);
  expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180);
});

test("each file has a folder of its own", () => {
  expect(filePath("src_1", { name: "a.pdf" })).toBe("files/src_1/a.pdf");
});
