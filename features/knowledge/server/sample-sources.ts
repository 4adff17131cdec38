import type { Sample } from "#access/sample.ts";
import { createSample } from "./create-sample.ts";
import { createText } from "./create-text.ts";
import { addUrls } from "./sites/add-urls.ts";

/** A text, a file, and a page of the web. */
export const sampleSources: Sample = async (perform, world) => {
  const { id } = await perform<{ id: string }>(createText, createText.example(world));
  const { data } = await perform<{ data: { id: string }[] }>(addUrls, addUrls.example(world));
  const file = await perform<{ id: string }>(createSample, createSample.example(world));
  return { source_id: id, file_source_id: file.id, site_source_id: data[0]!.id };
};
