/** What is used of pdfjs-dist, whose own types want a window. */
declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  interface TextItem {
    readonly str: string;
    readonly transform: readonly number[];
    readonly width: number;
  }
  interface TextContent {
    readonly items: readonly (TextItem | { readonly type: string })[];
  }
  interface Page {
    getViewport(options: { readonly scale: number }): { readonly transform: readonly number[] };
    streamTextContent(): {
      getReader(): { read(): Promise<{ readonly done: true } | { readonly done: false; readonly value: TextContent }> };
    };
    getOperatorList(options: {
      readonly annotationMode: number;
    }): Promise<{ readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }>;
    cleanup(): void;
  }
  interface PdfDocument {
    readonly numPages: number;
    getPage(number: number): Promise<Page>;
  }
  interface CMapReader {
    fetch(wanted: { readonly name: string }): Promise<{ readonly cMapData: Uint8Array; readonly isCompressed: boolean }>;
  }
  interface Options {
    readonly data: Uint8Array;
    readonly isEvalSupported: boolean;
    readonly disableFontFace: boolean;
    readonly useSystemFonts: boolean;
    readonly useWorkerFetch: boolean;
    readonly useWasm: boolean;
    readonly isOffscreenCanvasSupported: boolean;
    readonly isImageDecoderSupported: boolean;
    readonly enableXfa: boolean;
    readonly maxImageSize: number;
    readonly verbosity: number;
    readonly cMapUrl: string;
    readonly CMapReaderFactory: new () => CMapReader;
  }
  export const OPS: Readonly<Record<string, number>>;
  export function getDocument(options: Options): { readonly promise: Promise<PdfDocument>; destroy(): Promise<void> };
}
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
/** Made by vite.config.ts: names of Adobe's character maps for Chinese -> their files, in base64. */
declare module 'virtual:cmaps' {
  export const CMAPS: Readonly<Record<string, string>>;
}
