/**
 * What the server and contracts say, by its English, in the language of the page. An English page needs none: this file is
 * replaced by the one of another language, of the same name with its code, when that is built.
 */
export const serverWords: { readonly [english: string]: string } = {};
