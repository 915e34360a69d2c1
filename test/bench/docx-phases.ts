/** Where the time of `renderDocx` goes, seen from the outside: what docx does in turn is watched, nothing is changed. */
import { Packer } from 'docx';

/** Private to docx, and there in 9.15.2. The bench says so in plain words should it go away. */
interface Internals {
  readonly compiler?: {
    compile(...args: unknown[]): unknown;
    readonly formatter?: { format(...args: unknown[]): unknown };
  };
}

export interface Phases {
  readonly building: number;
  readonly preparing: number;
  readonly writing: number;
  readonly zipping: number;
}
export const PHASES = ['building', 'preparing', 'writing', 'zipping'] as const satisfies readonly (keyof Phases)[];
export const PHASE_NAMES: Readonly<Record<keyof Phases, string>> = {
  building: '  of it: model to docx objects',
  preparing: '  of it: prepForXml of all parts',
  writing: '  of it: objects to XML text',
  zipping: '  of it: UTF-8 and zip',
};

/** Wraps `render`, so that each call adds its phases to `samples`. */
export function watched(render: () => Promise<Uint8Array>, samples: Phases[]): () => Promise<Uint8Array> {
  const { compiler } = Packer as unknown as Internals;
  const { formatter } = compiler ?? {};
  if (!compiler || !formatter) throw new Error('docx has changed inside: its phases can no longer be watched');
  let compiling = 0;
  let compiled = 0;
  let preparing = 0;
  const format = formatter.format.bind(formatter);
  formatter.format = (...args) => {
    const start = performance.now();
    const prepared = format(...args);
    preparing += performance.now() - start;
    return prepared;
  };
  const compile = compiler.compile.bind(compiler);
  compiler.compile = (...args) => {
    preparing = 0;
    compiling = performance.now();
    const files = compile(...args);
    compiled = performance.now();
    return files;
  };
  return async () => {
    const start = performance.now();
    const bytes = await render();
    const writing = compiled - compiling - preparing;
    samples.push({ building: compiling - start, preparing, writing, zipping: performance.now() - compiled });
    return bytes;
  };
}
