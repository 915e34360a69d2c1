// The reader of published files as it is built, with every way out of it watched: whatever a file makes it touch is told as a fault.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import { parentPort } from 'node:worker_threads';

// What pdf.js takes for granted (importers/pdf.ts).
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
await import('../dist/cli/reader.js');
// Its part for PDFs is loaded when the first one comes: that is no fault.
const { port1, port2 } = new MessageChannel();
port1.unref();
port2.unref();
await Promise.all(
  fs
    .readdirSync(new URL('../dist/cli/', import.meta.url))
    .filter((name) => /^reader-.*\.js$/.test(name))
    .map((name) => import(new URL(`../dist/cli/${name}`, import.meta.url).href)),
);

const told = (what) => parentPort?.postMessage({ kind: 'broken', trace: `the file made the reader ${what}` });
const watch = (where, names, what) => {
  for (const name of names) {
    if (typeof where[name] !== 'function') continue;
    where[name] = () => {
      told(`${what} (${name})`);
      throw new Error('refused');
    };
  }
};
watch(globalThis, ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'], 'fetch');
for (const module of [http, https]) watch(module, ['request', 'get'], 'fetch');
for (const module of [net, tls]) watch(module, ['connect', 'createConnection'], 'connect');
watch(dns, ['lookup', 'resolve'], 'ask for a name');
watch(dgram, ['createSocket'], 'connect');
watch(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'run a program');
watch(
  fs,
  ['open', 'openSync', 'readFile', 'readFileSync', 'writeFile', 'writeFileSync', 'createReadStream', 'createWriteStream'],
  'touch the disk',
);
watch(fs.promises, ['open', 'readFile', 'writeFile'], 'touch the disk');
syncBuiltinESMExports();
globalThis.Function = new Proxy(Function, {
  construct() {
    told('make code from text');
    throw new EvalError('refused');
  },
  apply() {
    told('make code from text');
    throw new EvalError('refused');
  },
});

const prototypes = [Object, Array, Function, String, Number, Map, Uint8Array].map(({ prototype }) => prototype);
const shapes = () => prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).sort().join()).join('\n');
let before = shapes();
process.on('unhandledRejection', (reason) => told(`leave a rejection: ${reason?.stack ?? reason}`));
parentPort?.on('message', () =>
  setImmediate(() => {
    if (shapes() === before) return;
    before = shapes();
    told('change a prototype');
  }),
);
