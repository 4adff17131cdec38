import { Text, type Element } from "domhandler";
import { childAt, childOf, elementsOf, xmlText } from "../xml.ts";

/** An equation on one line, as one would type it: (a + b)/2, x^2, √(2). */
export function mathText(node: Element): string {
  const inside = (name: string) => of(childOf(node, name));
  const property = (group: string, name: string) => childAt(node, group, name)?.attribs["m:val"];
  switch (node.name) {
    case "m:t":
      return xmlText(node);
    case "m:f":
      return property("m:fPr", "m:type") === "noBar"
        ? `(${inside("m:num")} ${inside("m:den")})`
        : `${grouped(inside("m:num"))}/${grouped(inside("m:den"))}`;
    case "m:sSup":
      return `${inside("m:e")}^${grouped(inside("m:sup"))}`;
    case "m:sSub":
      return `${inside("m:e")}_${grouped(inside("m:sub"))}`;
    case "m:sSubSup":
      return `${inside("m:e")}_${grouped(inside("m:sub"))}^${grouped(inside("m:sup"))}`;
    case "m:sPre":
      return `_${grouped(inside("m:sub"))}^${grouped(inside("m:sup"))}${inside("m:e")}`;
    case "m:rad": {
      const degree = inside("m:deg");
      return `${degree}√(${inside("m:e")})`;
    }
    case "m:nary":
      return `${property("m:naryPr", "m:chr") ?? "∫"}${limits(inside("m:sub"), inside("m:sup"))} ${inside("m:e")}`;
    case "m:d": {
      const parts = elementsOf(node)
        .filter(({ name }) => name === "m:e")
        .map(of);
      return `${property("m:dPr", "m:begChr") ?? "("}${parts.join(property("m:dPr", "m:sepChr") ?? "|")}${property("m:dPr", "m:endChr") ?? ")"}`;
    }
    // What is drawn around or above a part is not said, but parts it from the next.
    case "m:acc":
    case "m:bar":
    case "m:groupChr":
    case "m:borderBox":
    case "m:box":
      return ` ${inside("m:e")} `;
    case "m:limLow":
      return `${inside("m:e")}_${grouped(inside("m:lim"))}`;
    case "m:limUpp":
      return `${inside("m:e")}^${grouped(inside("m:lim"))}`;
    case "m:func":
      return `${inside("m:fName")} ${inside("m:e")}`;
    case "m:m":
      return `[${elementsOf(node)
        .filter(({ name }) => name === "m:mr")
        .map((row) => elementsOf(row).map(of).join(", "))
        .join("; ")}]`;
    case "m:eqArr":
      return elementsOf(node)
        .filter(({ name }) => name === "m:e")
        .map(of)
        .join("; ");
    case "m:oMathPara":
      return elementsOf(node)
        .filter(({ name }) => name === "m:oMath")
        .map(of)
        .join("\n");
    default:
      return node.name.endsWith("Pr") ? "" : of(node);
  }
}

function of(node: Element | undefined): string {
  let text = "";
  for (const child of node?.children ?? []) {
    if (child instanceof Text) continue;
    const element = child as Element;
    // Ordinary runs may stand within an equation.
    text += element.name === "w:t" ? xmlText(element) : mathText(element);
  }
  return text;
}

const grouped = (text: string) => (/^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`);
const limits = (below: string, above: string) => `${below ? `_${grouped(below)}` : ""}${above ? `^${grouped(above)}` : ""}`;
