import { withCString } from "./glyphs.ts";
import type { Pdf } from "./pdfium.ts";

/** A rectangle in the points of the stored page. */
export type Rectangle = { x0: number; y0: number; x1: number; y1: number };

/** What a page holds besides its own text. */
export type Annotations = {
  /** Values of form fields, and notes that readers or writers of the document left. `isAside`: they are not seen on the page itself. */
  texts: (Rectangle & { text: string; isNote: boolean; isAside: boolean })[];
  links: (Rectangle & { address: string })[];
};

const subtypes = { link: 2, freeText: 3, popup: 16, widget: 20 };
const hidden = 0x02 | 0x20;
const fieldTypes = { button: 1, checkbox: 2, radio: 3, combo: 4, list: 5, text: 6, signature: 7 };
const passwordField = 1 << 13;
const annotationsMax = 5_000;

export function annotationsOf(pdf: Pdf, page: number): Annotations {
  const { call } = pdf;
  const found: Annotations = { texts: [], links: [] };
  const count = Math.min(call.FPDFPage_GetAnnotCount(page), annotationsMax);
  for (let index = 0; index < count; index += 1) {
    const annotation = call.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    try {
      const place = placeOf(pdf, annotation);
      if (!place || (call.FPDFAnnot_GetFlags(annotation) & hidden) !== 0) continue;
      const subtype = call.FPDFAnnot_GetSubtype(annotation);
      if (subtype === subtypes.link) {
        const address = addressOf(pdf, annotation);
        if (address !== "") found.links.push({ ...place, address });
      } else if (subtype === subtypes.widget) {
        const text = valueOf(pdf, annotation);
        if (text.trim() !== "") found.texts.push({ ...place, text, isNote: false, isAside: false });
      } else if (subtype !== subtypes.popup) {
        const text = stringOf(pdf, annotation, "Contents");
        if (text.trim() !== "") found.texts.push({ ...place, text, isNote: true, isAside: subtype !== subtypes.freeText });
      }
    } finally {
      call.FPDFPage_CloseAnnot(annotation);
    }
  }
  return found;
}

function placeOf(pdf: Pdf, annotation: number): Rectangle | null {
  if (pdf.call.FPDFAnnot_GetRect(annotation, pdf.scratch) === 0) return null;
  // Left, top, right, bottom, in any order.
  const [left, top, right, bottom] = [0, 1, 2, 3].map((place) => pdf.floatAt(place)) as [number, number, number, number];
  return { x0: Math.min(left, right), x1: Math.max(left, right), y0: Math.min(top, bottom), y1: Math.max(top, bottom) };
}

function stringOf(pdf: Pdf, annotation: number, key: string): string {
  return withCString(pdf, key, (name) => pdf.text((buffer, size) => pdf.call.FPDFAnnot_GetStringValue(annotation, name, buffer, size)));
}

/** Of addresses that a reader can use elsewhere: not of places in the same file, nor of scripts. */
function addressOf(pdf: Pdf, annotation: number): string {
  const { call, document } = pdf;
  const action = call.FPDFLink_GetAction(call.FPDFAnnot_GetLink(annotation));
  if (action === 0) return "";
  const address = pdf.text((buffer, size) => call.FPDFAction_GetURIPath(document, action, buffer, size), "latin1").trim();
  return /^(https?:\/\/|mailto:|tel:)\S+$/i.test(address) ? address : "";
}

/** What somebody entered or chose. A password field says nothing, and a button has nothing to say. */
function valueOf(pdf: Pdf, annotation: number): string {
  const { call, form } = pdf;
  if (form === null) return "";
  const type = call.FPDFAnnot_GetFormFieldType(form, annotation);
  if (type === fieldTypes.checkbox || type === fieldTypes.radio) return call.FPDFAnnot_IsChecked(form, annotation) === 1 ? "☑" : "☐";
  if (type === fieldTypes.combo || type === fieldTypes.list) {
    const chosen: string[] = [];
    for (let option = 0; option < Math.min(call.FPDFAnnot_GetOptionCount(form, annotation), 1_000); option += 1)
      if (call.FPDFAnnot_IsOptionSelected(form, annotation, option) === 1)
        chosen.push(pdf.text((buffer, size) => call.FPDFAnnot_GetOptionLabel(form, annotation, option, buffer, size)));
    if (chosen.length > 0) return chosen.join(", ");
  } else if (type !== fieldTypes.text) return "";
  if ((call.FPDFAnnot_GetFormFieldFlags(form, annotation) & passwordField) !== 0) return "";
  return pdf.text((buffer, size) => call.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size));
}
