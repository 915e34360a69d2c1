/** What cannot be built here is at least understood: the configuration of every platform, by electron-builder's own check. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builderConfig } from '../../build/packaging/config.mjs';
import { ELECTRON, root } from '../../build/packaging/product.mjs';

const folder = join(root, 'build/packaging');
const isInstalled = existsSync(join(folder, 'node_modules/electron-builder'));

test.skipIf(!isInstalled).each(['linux', 'win32', 'darwin'] as const)('%s', async (platform) => {
  const builder = createRequire(createRequire(join(folder, 'package.json')).resolve('electron-builder/package.json'));
  const { validateConfiguration } = builder('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration(config: unknown, logger: unknown): Promise<void>;
  };
  const config = builderConfig(platform, { version: ELECTRON, dist: '/electron.zip' });
  await validateConfiguration(config, { add: () => undefined, isEnabled: false });
  expect(config.electronFuses['grantFileProtocolExtraPrivileges']).toBe(false);
  for (const { icon } of config.fileAssociations) expect(existsSync(icon)).toBe(true);
});
