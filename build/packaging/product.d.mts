export const root: string;
export const NAME: string;
export const TITLE: string;
export const VERSION: string;
export const ELECTRON: string;
export const LANGUAGES: readonly string[];
export const DRAFT: { readonly ending: string; readonly title: string; readonly mime: string };
