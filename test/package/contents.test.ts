/** What is in the package, and what is not. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { shippedPackages } from '../../build/licences.mjs';
import { ELECTRON, LANGUAGES, NAME, root, VERSION } from '../../build/packaging/product.mjs';
import { readFuses } from './fuses.ts';
import { ASAR, artifact, isLinux, PROGRAM, packagesMade, UNPACKED } from './packages.ts';

describe.skipIf(!isLinux || !packagesMade())('the unpacked program', () => {
  const textOf = (path: string): string => extractFile(ASAR, path).toString();
  const files = (): string[] => listPackage(ASAR, { isPack: false }).filter((path) => /\.\w+$/.test(path));
  const manifest = (): Record<string, string> => JSON.parse(textOf('package.json')) as Record<string, string>;

  test('holds the built files and a package.json, and nothing else of ours', () => {
    const outside = files().filter((path) => !/^\/dist\/(?:electron\/(?:main|preload)\.cjs|window\/)/.test(path));
    expect(outside).toEqual(['/package.json']);
    expect(files().filter((path) => !/\.(?:html|js|css|svg|webp|txt|cjs|json)$/.test(path))).toEqual([]);
    expect(statSync(ASAR).size).toBeLessThan(6e6);
    expect(readdirSync(join(UNPACKED, 'resources'))).toEqual(['app.asar']);
  });
  test('names no dependencies, scripts, source maps or folders of this machine', () => {
    expect(Object.keys(manifest()).sort()).toEqual(['author', 'description', 'desktopName', 'license', 'main', 'name', 'version']);
    const programs = files().filter((path) => /\.(?:c?js|css|html|json)$/.test(path));
    for (const path of programs) {
      const text = textOf(path.slice(1));
      // Of a wrong one not the whole is printed.
      const told = ['sourceMappingURL', root.replace(/\/$/, ''), `${homedir()}/`].filter((word) => text.includes(word));
      expect(told, path).toEqual([]);
    }
  });
  test('is minified: a start reads less', () => {
    for (const path of ['dist/electron/main.cjs', 'dist/electron/preload.cjs']) {
      const text = textOf(path);
      expect(text.length / text.split('\n').length, path).toBeGreaterThan(500);
    }
  });
  test('has the switches of the executable set', () => {
    expect(readFuses(PROGRAM)).toMatchObject({
      runAsNode: false,
      cookieEncryption: false,
      nodeOptions: false,
      nodeCliInspect: false,
      embeddedAsarIntegrity: true,
      onlyLoadAppFromAsar: true,
    });
    expect(readFuses(PROGRAM).fileProtocolPrivileges ?? false).toBe(false);
  });
  test('speaks only the languages that are needed', () => {
    expect(readdirSync(join(UNPACKED, 'locales')).sort()).toEqual(LANGUAGES.map((language) => `${language}.pak`).sort());
  });
  test('brings the licences of everything in it', () => {
    const list = readFileSync(join(UNPACKED, '第三方许可.txt'), 'utf8');
    for (const { name, version } of shippedPackages()) expect(list).toContain(`${name} ${version}`);
    expect(readFileSync(join(UNPACKED, 'LICENSE.txt'), 'utf8')).toContain('Apache License');
    expect(readFileSync(join(UNPACKED, 'LICENSE.electron.txt'), 'utf8')).toContain('Electron contributors');
    expect(statSync(join(UNPACKED, 'LICENSES.chromium.html')).size).toBeGreaterThan(1e6);
  });
  test('every package that was bundled is in that list', async () => {
    const named = shippedPackages().map(({ name }) => name);
    for (const mode of ['window', 'main', 'preload']) {
      const made = await build({ root, configFile: join(root, 'vite.config.ts'), mode, logLevel: 'silent', build: { write: false } });
      const chunks = [made].flat().flatMap((part) => ('output' in part ? part.output : []));
      const modules = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
      const packages = modules.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
      expect(modules.length).toBeGreaterThan(0);
      expect([...new Set(packages)].filter((name) => !named.includes(name))).toEqual([]);
    }
  });
  test('says that it is a test build wherever it is not made with the Electron of package.json', () => {
    const { stdout } = spawnSync('strings', ['-n', '8', PROGRAM], { encoding: 'utf8', maxBuffer: 1e9 });
    const inside = /Electron\/(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? manifest()['version']?.split('electron')[1];
    const wanted = inside === undefined || inside === ELECTRON ? VERSION : `${VERSION}-test.electron${inside}`;
    expect(manifest()['version']).toBe(wanted);
    for (const ending of ['.deb', '.tar.gz']) expect(basename(artifact(ending))).toBe(`${NAME}-${wanted}-linux-x64${ending}`);
  });
  test('asks for no newer system library than its deb says', () => {
    const asked = [...readFileSync(PROGRAM, 'latin1').matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
    const { stdout } = spawnSync('dpkg-deb', ['-f', artifact('.deb'), 'Depends'], { encoding: 'utf8' });
    expect(Math.max(...asked)).toBeLessThanOrEqual(Number(/libc6 \(>= 2\.(\d+)\)/.exec(stdout)?.[1]));
  });
  test('is not larger than it has to be', () => {
    const { stdout } = spawnSync('du', ['-sb', UNPACKED], { encoding: 'utf8' });
    // Electron 25.1.1 alone is 203 MB without the languages; the one of package.json has grown since.
    expect(Number.parseInt(stdout, 10)).toBeLessThan(320e6);
  });
});
