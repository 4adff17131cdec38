/**
 * What the server and contracts say, by its English, in the language of the page. This is the English page's, which needs none;
 * that of another language stands beside it and takes its place when that is built.
 */
export const serverWords: { readonly [english: string]: string } = {};
