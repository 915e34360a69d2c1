/** What Node, workers and windows have alike: this folder is compiled without the types of any of them. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes: Uint8Array): string;
}
