import { PDFiumModule } from "@hyzyla/pdfium";
import { Unreadable } from "../block.ts";
import type { Calls } from "./pdfium-calls.ts";

/** PDFium, and a document that is open in it. Everything that has an address is freed by who asked for it. */
export type Pdf = {
  call: Calls;
  document: number;
  /** Null where the document has no form. */
  form: number | null;
  pageCount: number;
  /** Memory for what a call writes, read by `floatAt` and the like: room for sixteen numbers. */
  scratch: number;
  floatAt(index: number): number;
  doubleAt(index: number): number;
  intAt(index: number): number;
  /** The memory itself: ask again after each call, since it moves when it grows. */
  memory(): Uint8Array;
  /** What a call writes that takes a buffer and its size, and answers how many bytes it has to say. */
  text(call: (buffer: number, size: number) => number, encoding?: "utf-16le" | "latin1"): string;
  close(): void;
};

/** PDFium's codes for a missing password, and for a protection that it does not know. */
const lockedCodes = [4, 5];
const textBytesMax = 1_000_000;
const formInfoBytes = 256;

let loaded: ReturnType<typeof load> | null = null;

/**
 * Opens a document. A page is loaded, used and closed by `withPage`.
 * @throws Unreadable
 */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  const { call, module } = await (loaded ??= load());
  const file = call.malloc(bytes.length);
  if (file === 0) throw new Unreadable("too_complex");
  module.HEAPU8.set(bytes, file);
  const document = call.FPDF_LoadMemDocument(file, bytes.length, 0);
  if (document === 0) {
    const error = call.FPDF_GetLastError();
    call.free(file);
    throw new Unreadable(lockedCodes.includes(error) ? "encrypted" : "corrupt");
  }
  const scratch = call.malloc(128);
  const formInfo = call.malloc(formInfoBytes);
  module.HEAPU8.fill(0, formInfo, formInfo + formInfoBytes);
  module.HEAPU8[formInfo] = 1;
  const form = call.FPDFDOC_InitFormFillEnvironment(document, formInfo);

  let floats = new Float32Array(module.HEAPU8.buffer);
  let integers = new Int32Array(module.HEAPU8.buffer);
  const follow = () => {
    if (floats.buffer === module.HEAPU8.buffer) return;
    floats = new Float32Array(module.HEAPU8.buffer);
    integers = new Int32Array(module.HEAPU8.buffer);
  };
  return {
    call,
    document,
    form: form === 0 ? null : form,
    pageCount: call.FPDF_GetPageCount(document),
    scratch,
    floatAt(index) {
      follow();
      return floats[(scratch >> 2) + index]!;
    },
    doubleAt: (index) => new DataView(module.HEAPU8.buffer).getFloat64(scratch + index * 8, true),
    intAt(index) {
      follow();
      return integers[(scratch >> 2) + index]!;
    },
    memory: () => module.HEAPU8,
    text(write, encoding = "utf-16le") {
      const size = Math.min(write(0, 0), textBytesMax);
      if (size <= 0) return "";
      const buffer = call.malloc(size);
      try {
        const written = Math.min(write(buffer, size), size);
        const end = encoding === "latin1" ? 1 : 2;
        return new TextDecoder(encoding).decode(module.HEAPU8.subarray(buffer, buffer + Math.max(0, written - end)));
      } finally {
        call.free(buffer);
      }
    },
    close() {
      if (form !== 0) call.FPDFDOC_ExitFormFillEnvironment(form);
      call.FPDF_CloseDocument(document);
      for (const address of [file, scratch, formInfo]) call.free(address);
    },
  };
}

/** Null where the page cannot be loaded: it is broken by itself, and the others are still worth reading. */
export function withPage<T>({ call, document, form }: Pdf, index: number, use: (page: number) => T): T | null {
  const page = call.FPDF_LoadPage(document, index);
  if (page === 0) return null;
  try {
    if (form !== null) call.FORM_OnAfterLoadPage(page, form);
    return use(page);
  } finally {
    if (form !== null) call.FORM_OnBeforeClosePage(page, form);
    call.FPDF_ClosePage(page);
  }
}

/** The part of a page that is seen, in the points of the stored page. */
export function frameOf({ call, scratch, floatAt }: Pdf, page: number): { x0: number; y0: number; x1: number; y1: number } {
  call.FPDF_GetPageBoundingBox(page, scratch);
  // Left, top, right, bottom.
  return { x0: floatAt(0), y0: floatAt(3), x1: floatAt(2), y1: floatAt(1) };
}

async function load() {
  const module = await PDFiumModule({});
  const call = module.wasmExports as unknown as Calls;
  call.FPDF_InitLibrary();
  return { call, module };
}
