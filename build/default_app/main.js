// Stands in for Electron's own default_app, which the tests' runtime lacks: runs the app folder given on the command line.

const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

function parse(argv) {
  const preload = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index];
    // Playwright starts Electron with `-r loader.js` and waits for what that loader does.
    if (argument === '-r' || argument === '--require') preload.push(argv[++index]);
    else if (!argument.startsWith('-')) return { preload, folder: path.resolve(argument) };
  }
  return { preload, folder: null };
}

function run(folder) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const about = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setVersion(about.version);
  app.setName(about.productName || about.name);
  app.setAppPath(folder);
  Module._load(Module._resolveFilename(folder, null, true), null, true);
}

const { preload, folder } = parse(process.argv.slice(1));
if (preload.length > 0) Module._preloadModules(preload);
try {
  if (!folder) throw new Error('usage: electron [options] APP_FOLDER');
  run(folder);
} catch (error) {
  console.error(error);
  app.exit(1);
}
