import { setTimeout as wait } from "node:timers/promises";
import type { Source } from "#features/knowledge/contract.ts";
import type { Product } from "./product.ts";

type Paragraph = { id: number; title: string; text: string };

/** Uploads each paragraph as a text of its own and waits until all can be searched. @returns the paragraph's id by its source's */
export async function addParagraphs(product: Product, projectId: string, paragraphs: readonly Paragraph[]): Promise<Map<string, number>> {
  const sources = `/v1/organizations/${product.organizationId}/projects/${projectId}/sources`;
  const paragraphOf = new Map<string, number>();
  for (let from = 0; from < paragraphs.length; from += uploadsAtOnce) {
    await Promise.all(
      paragraphs.slice(from, from + uploadsAtOnce).map(async ({ id, title, text }) => {
        const source = await product.call<Source>(`POST ${sources}/texts`, { name: title, text });
        paragraphOf.set(source.id, id);
      }),
    );
  }
  for (const id of paragraphOf.keys()) await untilSynced(product, `${sources}/${id}`);
  return paragraphOf;
}

const uploadsAtOnce = 8;
const pollMs = 100;

async function untilSynced(product: Product, path: string): Promise<void> {
  for (;;) {
    const source = await product.call<Source>(`GET ${path}`);
    if (source.status === "synced") return;
    if (source.status === "failed") throw new Error(`${source.name} was refused: ${source.error?.message}`);
    await wait(pollMs);
  }
}
