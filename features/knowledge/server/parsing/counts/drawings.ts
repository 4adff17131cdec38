import type { CountedPart } from "../block.ts";
import type { OfficePackage } from "../ooxml.ts";
import { countedChart, countedSlide } from "./pptx.ts";

/** The words of the shapes and charts on a sheet, or of the charts and diagrams on a slide. */
export function countedDrawings(office: OfficePackage, path: string, where: string): CountedPart[] {
  const related = (type: string, from = path) => office.related(from, type).map((one) => ({ path: one, bytes: office.part(one) }));
  const drawings = related("drawing");
  const charts = [path, ...drawings.map((drawing) => drawing.path)].flatMap((from) => related("chart", from));
  return [
    ...[...drawings, ...related("diagramData")].flatMap(({ bytes }) => countedSlide(bytes, where)),
    ...charts.flatMap(({ bytes }) => countedChart(bytes, where)),
  ];
}
