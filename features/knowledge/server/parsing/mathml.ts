import { Element, Text } from "domhandler";

/** An equation in MathML on one line, as one would type it: (a+b)/2, x^2, √(2). The prefix of its elements does not matter. */
export function mathmlText(node: Element): string {
  const parts = node.children.filter((child) => child instanceof Element);
  const part = (index: number) => (parts[index] ? mathmlText(parts[index]) : "");
  const raised = (base: string, sub: string, sup: string) => `${base}${sub && `_${grouped(sub)}`}${sup && `^${grouped(sup)}`}`;
  switch (localName(node)) {
    case "mfrac":
      return `${grouped(part(0))}/${grouped(part(1))}`;
    case "msup":
    case "mover":
      return raised(part(0), "", part(1));
    case "msub":
    case "munder":
      return raised(part(0), part(1), "");
    case "msubsup":
    case "munderover":
      return raised(part(0), part(1), part(2));
    case "msqrt":
      return `√(${inside(node)})`;
    case "mroot":
      return `${part(1)}√(${part(0)})`;
    case "mfenced":
      return `${node.attribs["open"] ?? "("}${parts.map(mathmlText).join(", ")}${node.attribs["close"] ?? ")"}`;
    case "mtable":
      return `[${parts.map(mathmlText).join("; ")}]`;
    case "mtr":
    case "mlabeledtr":
      return parts.map(mathmlText).join(", ");
    // The others say the same in another language.
    case "semantics":
      return part(0);
    case "annotation":
    case "annotation-xml":
    case "mphantom":
      return "";
    case "mtext":
    case "mspace":
      return ` ${inside(node)} `;
    default:
      return inside(node);
  }
}

function inside(node: Element): string {
  let text = "";
  for (const child of node.children) {
    if (child instanceof Text) text += child.data.trim();
    else if (child instanceof Element) {
      const more = mathmlText(child);
      // A sign that has nothing before it belongs to what follows.
      const isBetween = localName(child) === "mo" && operator.test(more) && /[^\s(,[]$/u.test(text);
      text += isBetween ? ` ${more} ` : more;
    }
  }
  return text;
}

const operator = /^[=+<>±×÷≤≥≠≈→∈∪∩·−-]$/u;
const localName = ({ name }: Element) => name.slice(name.indexOf(":") + 1).toLowerCase();
const grouped = (text: string) => (/^[\p{L}\p{N}.,∞′]*$/u.test(text) ? text : `(${text})`);
