/** The import fences really reject: each forbidden import is written into a copy of the project and checked there. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'nianbao-fences-'));
for (const name of ['biome.json', 'tsconfig.json', 'shared', 'templates', 'importers'])
  cpSync(join(root, name), join(copy, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (command: string, ...args: string[]) =>
  spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: copy, encoding: 'utf8' });

function withFile(file: string, line: string, then: () => void): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), `${line}\nexport const probe = [it];\n`);
  then();
  rmSync(join(copy, file));
}
const lint = (file: string) => run('biome', 'lint', '--vcs-enabled=false', file);

describe('biome rejects', () => {
  test.each([
    ['shared/probe.ts', "import it from 'react';"],
    ['shared/probe.ts', "import it from 'node:fs';"],
    ['shared/probe.ts', "import { renderModel as it } from '../templates/render-model.ts';"],
    ['templates/probe.ts', "import { readDocx as it } from '../importers/docx.ts';"],
    ['templates/probe.ts', "import it from 'node:fs';"],
    ['importers/probe.ts', "import { renderDocx as it } from '../templates/docx.ts';"],
    ['electron/probe.ts', "import { FORM as it } from '../shared/form.ts';"],
    ['electron/probe.ts', "import it from 'react';"],
    ['renderer/probe.ts', "import { shell as it } from 'electron';"],
    ['renderer/probe.ts', "import it from 'node:fs';"],
    ['renderer/probe.ts', "import it from 'fs';"],
    ['renderer/probe.ts', "import it from 'electron/main';"],
    ['renderer/sub/probe.ts', "import it from '../../electron/main.ts';"],
    ['cli/probe.ts', "import it from 'react';"],
  ])('in %s: %s', (file, line) => {
    withFile(file, line, () => {
      const { status, stdout, stderr } = lint(file);
      expect(status).toBe(1);
      expect(stdout + stderr).toContain('noRestrictedImports');
    });
  });

  test.each([
    ['shared/probe.ts', "import { z as it } from 'zod/mini';"],
    ['templates/probe.ts', "import { FORM as it } from '../shared/form.ts';"],
    ['importers/probe.ts', "import { parse as it } from 'parse5';"],
    ['electron/probe.ts', "import it from 'node:fs';"],
    ['renderer/probe.ts', "import it from 'react';"],
  ])('nothing that is allowed: in %s: %s', (file, line) => {
    withFile(file, line, () => expect(lint(file).status).toBe(0));
  });
});

test('the compiler rejects node, DOM and other folders in shared', () => {
  withFile(
    'shared/probe.ts',
    "import { renderModel as it } from '../templates/render-model.ts';\nexport const page = document;\nexport const os = process;",
    () => {
      const { status, stdout } = run('tsc', '-b', 'shared');
      expect(status).not.toBe(0);
      expect(stdout).toMatch(/TS6307.*templates\/render-model\.ts/);
      expect(stdout).toContain("Cannot find name 'document'");
      expect(stdout).toContain("Cannot find name 'process'");
    },
  );
});
