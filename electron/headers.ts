/**
 * What the program's pages are served with. The browser edition's server reads the same `served.json`; the pages say it themselves
 * (test/headers.test.ts).
 */
import served from './served.json';

export const WINDOW_POLICY = served.policy.join('; ');

/** The exported page carries its style sheet in itself, and has no script. */
export const PAGE_POLICY = served.exported.join('; ');
export const PREVIEW_POLICY = `${PAGE_POLICY}; frame-ancestors 'self'`;

export const TYPES: Readonly<Record<string, string>> = served.types;

export const headers = (policy: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy,
  ...served.headers,
  'cache-control': 'no-cache',
});
