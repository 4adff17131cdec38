import type { Product } from "./product.ts";

type Paragraph = { id: number; title: string; text: string };

/** Adds each paragraph as a text of its own. @returns the paragraph's id by its source's */
export async function addParagraphs(product: Product, projectId: string, paragraphs: readonly Paragraph[]): Promise<Map<string, number>> {
  const texts = paragraphs.map(({ title, text }) => ({ name: title, text }));
  const ids = await product.addTexts(projectId, texts);
  return new Map(ids.map((id, index) => [id, paragraphs[index]!.id]));
}
