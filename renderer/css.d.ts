declare module '*.css';
/** Put in when the window is built. */
declare const __VERSION__: string;
