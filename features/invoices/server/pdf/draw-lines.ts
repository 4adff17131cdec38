import { formatMoney, type InvoiceDocument } from "../../contract.ts";
import { lineHeight, type PageFlow } from "./page-flow.ts";
import { body, colors, figure, small, strongFigure } from "./styles.ts";
import type { Typesetter } from "./typesetter.ts";

const columnGap = 16;
const padding = 7;
const quantities = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/** The table of what is charged. A row that does not fit goes to the next page, under the heads again. */
export function drawLines(flow: PageFlow, type: Typesetter, { lines, currency }: InvoiceDocument): void {
  const columns = { amount: flow.right, unit: flow.right - 88, quantity: flow.right - 176 };
  const width = columns.quantity - 64 - columnGap - flow.left;
  const heads = () => {
    const top = flow.y;
    flow.lines(["Description"], top, flow.left, small, "left", "TH");
    flow.lines(["Quantity"], top, columns.quantity, small, "right", "TH");
    flow.lines(["Unit price"], top, columns.unit, small, "right", "TH");
    flow.y = flow.lines(["Amount"], top, columns.amount, small, "right", "TH") + 6;
    flow.rule(flow.y, flow.left, colors.lineStrong);
  };
  flow.room(3 * lineHeight(body) + 2 * padding);
  heads();
  for (const line of lines) {
    const text = type.lines(line.description, width, body);
    const step = lineHeight(body);
    if (flow.room(Math.min(text.length, 40) * step + 2 * padding)) heads();
    flow.y += padding;
    for (const [index, part] of text.entries()) {
      if (flow.room(step)) heads();
      const top = flow.y;
      flow.y = flow.lines([part], top, flow.left, body, "left", "TD");
      if (index > 0) continue;
      flow.lines([quantities.format(line.quantity)], top, columns.quantity, figure, "right", "TD");
      if (line.unit_amount !== null) flow.lines([formatMoney(line.unit_amount, currency)], top, columns.unit, figure, "right", "TD");
      flow.lines([formatMoney(line.amount, currency)], top, columns.amount, strongFigure, "right", "TD");
    }
    flow.y += padding;
    flow.rule(flow.y, flow.left, colors.line);
  }
}
