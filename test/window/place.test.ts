/** Where the window stood when it was closed, there it opens again: on a screen with a window manager, as everybody has. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { available, tool } from '../documents/tools.ts';
import { type Clerk, start } from './clerk.ts';
import { desktopAvailable, display } from './desktop.ts';

type Act = 'maximize' | 'unmaximize' | 'minimize' | 'restore';

describe.skipIf(!desktopAvailable() || !available('where the window stands', 'openbox'))('the place of the window', () => {
  let manager: ReturnType<typeof spawn>;
  beforeAll(async () => {
    manager = spawn(tool('openbox') ?? '', ['--sm-disable'], { env: { ...process.env, DISPLAY: await display() }, stdio: 'ignore' });
  });
  afterAll(() => manager?.kill());

  const does = ({ app }: Clerk, act: Act): Promise<void> =>
    app.evaluate(({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]?.[name](), act);
  const looks = ({ app }: Clerk) =>
    app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return window?.isMinimized() ? 'minimized' : window?.isMaximized() ? 'maximized' : 'normal';
    });
  const closed = async (clerk: Clerk) => {
    const ended = clerk.ended();
    await clerk.closeWindow();
    await ended;
    return JSON.parse(readFileSync(join(clerk.userData, 'settings.json'), 'utf8'));
  };

  test.each([
    ['maximized', ['maximize']],
    ['maximized', ['maximize', 'minimize']],
    ['normal', ['minimize']],
    ['normal', ['maximize', 'unmaximize', 'minimize']],
    ['maximized', ['maximize', 'minimize', 'restore', 'minimize']],
  ] as const)('%s after %j, and as large as before it was', async (state, acts) => {
    const clerk = await start();
    const bounds = () => clerk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    await expect.poll(() => looks(clerk)).toBe('normal');
    const before = await bounds();
    for (const [index, act] of acts.entries()) {
      await does(clerk, act);
      const after = { maximize: 'maximized', unmaximize: 'normal', minimize: 'minimized', restore: state }[act];
      await expect.poll(() => looks(clerk), { message: `${index} ${act}` }).toBe(after);
    }
    const { maximized, bounds: kept } = await closed(clerk);
    expect([maximized, kept.width, kept.height]).toEqual([state === 'maximized', before?.width, before?.height]);
    const again = await start([], clerk.userData);
    await expect.poll(() => looks(again)).toBe(state);
  });
});
