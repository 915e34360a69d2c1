// `npm run lock`, after every `npm install`: puts packages for other systems back into package-lock.json.
//
// npm leaves an optional package out of the lock where the registry does not serve it (mirrors often keep only what somebody
// asked for), and then `npm ci` refuses the lock. The entries written here are those npm would write, without a checksum.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'windows', 'android', 'freebsd', 'openbsd', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64'];
const inName = (name, words) => words.find((word) => new RegExp(`(?:^|-)${word}(?:-|$)`).test(name));

function entryOf(name, version, dev) {
  const short = name.split('/').at(-1);
  const system = inName(short, SYSTEMS);
  const processor = short.includes('wasm') ? 'wasm32' : inName(short, PROCESSORS);
  const libc = system !== 'linux' ? undefined : short.includes('musl') ? 'musl' : short.includes('gnu') ? 'glibc' : undefined;
  return {
    version: version.replace(/^[\^~]/, ''),
    ...(processor && { cpu: [processor] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(system && { os: [system === 'windows' ? 'win32' : system] }),
  };
}

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { '': root, ...packages } = lock.packages;
let added = 0;
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (packages[`node_modules/${name}`] || packages[`${path}/node_modules/${name}`]) continue;
    packages[`node_modules/${name}`] = entryOf(name, version, dev);
    added++;
  }
}
lock.packages = { '': root, ...Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} packages for other systems put back`);
