import mammoth from "mammoth";
import { Unreadable, type ParsedFile } from "./block.ts";
import { guardZip } from "./guard-zip.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";

/** Word's headings stay headings; pictures, comments and page furniture are left out. */
export async function parseDocx(bytes: Uint8Array): Promise<ParsedFile> {
  const { names, zip } = guardZip(bytes, (name) => /\.(xml|rels)$/i.test(name));
  if (!names.includes("[Content_Types].xml") || !names.some((name) => /^word\/.*\.xml$/i.test(name))) throw new Unreadable("wrong_type");
  const html = await convert(zip);
  return { title: null, blocks: htmlToBlocks(html) };
}

async function convert(bytes: Uint8Array): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", "comment-reference => "],
        convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      },
    );
    return value;
  } catch {
    throw new Unreadable("corrupt");
  }
}
