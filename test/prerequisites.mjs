// Run first by `npm test`: looks for the outside programs that the tests of the documents use, installs what is missing where it
// may, and says in one line what stays missing. Nothing here fails a developer's run; under CI a missing program is an error,
// because a test that is skipped there would never be run at all.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const MINUTES = 60_000;
const inPath = (...names) =>
  names.some((name) => (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name))));
const outputOf = (program, ...args) => spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';

/** Debian's own Python, whatever `python3` a version manager has put before it: python3-docx is installed for that one. */
const hasPythonDocx = () =>
  outputOf('/usr/bin/python3', '-c', 'from importlib.util import find_spec; print(find_spec("docx"))').includes('docx');
const hasFonts = (...families) => {
  const chinese = outputOf('fc-list', ':lang=zh', 'family');
  return families.every((family) => chinese.includes(family));
};

const hasLibraries = (...files) => {
  const known = outputOf('ldconfig', '-p') || outputOf('/sbin/ldconfig', '-p');
  return files.every((file) => known.includes(file));
};

/** What is needed, the Debian packages that bring it, and the tests that do without it otherwise. */
const NEEDS = [
  { name: 'Chromium', packages: ['chromium'], tests: 'web page', found: () => inPath('chromium', 'chromium-browser', 'google-chrome') },
  { name: 'LibreOffice', packages: ['libreoffice-writer-nogui'], tests: 'Word file', found: () => inPath('soffice') },
  {
    name: 'poppler',
    packages: ['poppler-utils'],
    tests: 'Word file and printed web page',
    found: () => ['pdftotext', 'pdftoppm', 'pdfinfo', 'pdffonts'].every((name) => inPath(name)),
  },
  { name: 'Java', packages: ['default-jre-headless'], tests: 'web page (Nu Html Checker)', found: () => inPath('java') },
  { name: 'python-docx', packages: ['python3-docx'], tests: 'Word file (python-docx)', found: hasPythonDocx },
  { name: 'Xvfb', packages: ['xvfb', 'xauth'], tests: 'window in Electron', found: () => inPath('Xvfb') },
  { name: 'a window manager', packages: ['openbox'], tests: 'window in Electron (where it stands)', found: () => inPath('openbox') },
  {
    name: "Electron's libraries",
    packages: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
    tests: 'window in Electron',
    found: () => hasLibraries('libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'),
  },
  {
    name: 'Noto CJK',
    packages: ['fontconfig', 'fonts-noto-cjk'],
    tests: 'Word file and web page',
    found: () => hasFonts('Noto Serif CJK SC', 'Noto Sans CJK SC'),
  },
  {
    name: 'a second family of Chinese fonts',
    packages: ['fontconfig', 'fonts-arphic-uming', 'fonts-arphic-ukai'],
    tests: 'Word file (page breaks with other fonts)',
    found: () => hasFonts('AR PL UMing CN', 'AR PL UKai CN'),
  },
];

const missing = () => NEEDS.filter((need) => !need.found());

function install(needs) {
  const packages = [...new Set(needs.flatMap((need) => need.packages))];
  console.log(`prerequisites: installing ${packages.join(' ')} with apt-get`);
  const options = { encoding: 'utf8', timeout: 10 * MINUTES, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status, stderr } = spawnSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], options);
  if (status !== 0) console.log(`prerequisites: apt-get failed: ${(stderr ?? '').trim().split('\n').at(-1)}`);
}

let lacking = missing();
if (lacking.length > 0 && process.getuid?.() === 0 && inPath('apt-get')) {
  install(lacking);
  lacking = missing();
}
for (const { name, packages, tests } of lacking) {
  console.log(`prerequisites: ${name} is missing, so tests are skipped: ${tests} (Debian: ${packages.join(' ')})`);
}
if (lacking.length > 0 && process.env.CI) process.exitCode = 1;
