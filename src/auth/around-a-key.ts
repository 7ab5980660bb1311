/** White space, zero-width characters and the quotes that come along when a key is copied from a text. */
export const AROUND_A_KEY = /[\s\u200B-\u200D\u2060\uFEFF"'`\u2018-\u201F]/g;
