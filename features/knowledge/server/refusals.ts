import { fileBytesMax, fileEndings } from "../contract.ts";

const endings = `${fileEndings.slice(0, -1).join(", ")} or ${fileEndings.at(-1)}`;

/** Why a file cannot be read, by a code that stays, and what the person who sent it can do about it. */
export const refusals = {
  empty: "The file is empty. Choose one with text in it.",
  too_large: `The file is larger than ${fileBytesMax / 1_000_000} MB. Split it, or leave out its pictures.`,
  unsupported_type: `Files of this kind cannot be read. Save it as ${endings}.`,
  wrong_type:
    "The file's content does not match its file name extension. Open it in the program that made it and save it in the right format.",
  unknown_encoding:
    "The file's characters were not recognised, so it would be read as nonsense. Open it in the program that made it and save it as text in UTF-8.",
  encrypted: "The file is protected by a password. Remove the password and upload the file again.",
  encrypted_or_old:
    "The file is protected by a password, or is of an Office program before 2007. Save it as .docx, .xlsx or .pptx without a password and upload that.",
  corrupt: "The file is damaged and cannot be opened. Save it again in the program that made it and upload that.",
  no_text: "No text was found in the file. If it is a scan, run text recognition (OCR) on it first and upload the result.",
  scan: "The file is a scan: its pages are pictures, without text. Run text recognition (OCR) on it and upload the result.",
  unknown_characters:
    "The file does not say which characters its fonts show, so it has no text to read. Save it as PDF again from its original, or run text recognition (OCR) on it.",
  zip_bomb: "The file unpacks to far more than a document contains, so it was not opened. Save it again and upload that.",
  too_much_text: "The file has more text than can be read at once. Split it into several files.",
  too_complex: "Reading the file took more memory than one file can use. Split it, or save it in a simpler format such as .txt.",
  too_slow: "Reading the file took too long. Sync it again, split it, or save it in a simpler format such as .txt.",
  not_stored: "The file could not be stored. Try again; if that fails too, ask the operator of this installation for disk space.",
  storage_full: "There is no room left for this file.",
  file_missing: "The stored file is missing. Delete this source and upload the file again.",
  interrupted: "Processing was interrupted. Sync the source again.",
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof refusals;

/** As it is sent. */
export function refusal(code: RefusalCode): { code: RefusalCode; message: string } {
  return { code, message: refusals[code] };
}
