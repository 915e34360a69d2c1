interface Options {
  /** Closes after this time without a request. */
  readonly idleMinutes?: number;
  /** Taken if it is free, any other if not. */
  readonly port?: number;
}
export function serve(folder: string, options?: Options): Promise<{ readonly url: string; close(): Promise<void> }>;
