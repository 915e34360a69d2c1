declare module '*.css';
/** Put in when the window is built. */
declare const __VERSION__: string;
/** Of Vite: the files of a pattern, put in when the window is built. */
interface ImportMeta {
  glob<T>(pattern: string, options: { eager: true; query: string; import: 'default' }): Record<string, T>;
}
