// What the packages say of the program, in one place: the configuration, the deb and the tests read it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const OUT = fileURLToPath(new URL('../../out', import.meta.url));
/** The program as it goes into `app.asar`: the built files and a package.json, nothing else. */
export const APP = `${OUT}/app`;
export const RELEASE = `${OUT}/release`;

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
/** ASCII, for paths, package managers and the class of the window (`app.setName` in electron/main.ts says the same). */
export const NAME = manifest.name;
export const TITLE = '年报';
export const SUMMARY = '填写、核对和导出政府信息公开工作年度报告';
export const DRAFT = { ending: 'nianbao', title: '年报草稿', mime: 'application/x-gongkai-nianbao' };
export const VERSION = manifest.version;
export const LICENCE = manifest.license;
export const ELECTRON = manifest.devDependencies.electron;
/** Chromium wants en-US to fall back to; the program itself speaks Chinese only. */
export const LANGUAGES = ['zh-CN', 'en-US'];
