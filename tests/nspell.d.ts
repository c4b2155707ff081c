/** The part of nspell that is used; it has no types of its own. */
declare module 'nspell' {
  export default function nspell(dictionary: { readonly aff: Uint8Array; readonly dic: Uint8Array }): { correct(word: string): boolean }
}
declare module 'dictionary-en-gb' {
  const dictionary: { readonly aff: Uint8Array; readonly dic: Uint8Array }
  export default dictionary
}
