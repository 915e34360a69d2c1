#!/usr/bin/env node
/** The command line `nianbao`: the same core without a window. */
import { parseArgs } from 'node:util';
import { readNumber } from '../shared/amount.ts';
import { check } from './check.ts';
import { Failure } from './files.ts';
import { importReports } from './import.ts';
import { newDraft } from './new.ts';
import { next } from './next.ts';
import { EXIT, type Exit, print, warn } from './output.ts';
import { render } from './render.ts';

const HELP = `政府信息公开工作年度报告

  nianbao new --unit 单位全称 --year 年度 -o 草稿.nianbao
          [--self 自称] [--kind 类别] [--level 级别]      新建一份空白草稿
  nianbao next 上年草稿或年报 [--year 年度] -o 草稿.nianbao
                                                          以上年为基础新建：带入文字和结转件数，其余清空
  nianbao import 年报… [-o 草稿或文件夹] [--json]         读已公开的年报（docx、doc、html、md、txt、pdf），存成草稿；
                                                          有没读准的以 1 结束，读不了时以 2 结束
  nianbao check 草稿… [--last 上年草稿] [--json]
          [--local 字数]                                  检查；有错误时以 1 结束，读不了时以 2 结束
  nianbao render 草稿… [--docx 文件] [--html 文件] [--fragment 文件]
          [-o 文件夹] [--final] [--site 网站名] [--date 日期]
                                                          导出 Word 和网页；--fragment 是贴进网站后台用的片段

类别：government 政府，department 部门，office 办公室，town 乡镇街道，publicInstitution 事业单位
级别：province 省，prefecture 市，county 县，town 乡镇
不写 --docx、--html 时，两种都导出到草稿旁边。还有错误时每页印“草稿”，加 --final 则不导出。
--local 按本地要求检查第一部分的字数和各方面的数字。`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  new: { unit: text, year: text, output: { ...text, short: 'o' }, self: text, kind: text, level: text },
  next: { year: text, output: { ...text, short: 'o' } },
  import: { output: { ...text, short: 'o' }, json: flag },
  check: { last: text, json: flag, local: text },
  render: { docx: text, html: text, fragment: text, output: { ...text, short: 'o' }, final: flag, site: text, date: text },
} as const;

async function run([command = '', ...args]: readonly string[]): Promise<Exit> {
  if (args.includes('--help') || args.includes('-h')) return run(['help']);
  switch (command) {
    case 'new':
      return newDraft(argumentsOf('new', args).values);
    case 'next': {
      const { values, positionals } = argumentsOf('next', args, '上年草稿');
      return next(positionals, values);
    }
    case 'import': {
      const { values, positionals } = argumentsOf('import', args, '年报');
      return importReports(positionals, values);
    }
    case 'check': {
      const { values, positionals } = argumentsOf('check', args, '草稿');
      return check(positionals, {
        last: values.last,
        json: values.json,
        ...(values.local !== undefined && { local: localOf(values.local) }),
      });
    }
    case 'render': {
      const { values, positionals } = argumentsOf('render', args, '草稿');
      const { docx, html, fragment, output: folder, final, site: siteName } = values;
      return render(positionals, { docx, html, fragment, folder, final, siteName, published: dateOf(values.date) });
    }
    case '':
    case 'help':
    case '--help':
    case '-h':
      print(HELP);
      return EXIT.ok;
    default:
      throw new Failure(`没有“${command}”这个命令。\n\n${HELP}`);
  }
}

/** Reads the options of a command; `wants` names the files it cannot do without. */
function argumentsOf<K extends keyof typeof OPTIONS>(command: K, args: readonly string[], wants?: string) {
  try {
    const parsed = parseArgs({ args: [...args], options: OPTIONS[command], allowPositionals: wants !== undefined, strict: true });
    if (wants && parsed.positionals.length === 0) throw new Failure(`${command}：没有写要处理的${wants}。\n\n${HELP}`);
    return parsed;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${command}：${problemOf(error as NodeJS.ErrnoException)}。\n\n${HELP}`);
  }
}

/** Node says these in English; the part in quotes is what was typed. */
function problemOf({ code, message }: NodeJS.ErrnoException): string {
  const typed = /'([^']*)'/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `不认识“${typed}”`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `“${typed}”的写法不对，见下面的说明`;
  return `“${typed}”写在了不该有的地方`;
}

function localOf(length: string): { overviewLength: number } {
  const reading = readNumber(length, '件');
  if (reading.kind !== 'number' || reading.amount === 0n) throw new Failure(`check：--local 后面要写字数，例如 1000，不是“${length}”。`);
  return { overviewLength: Number(reading.text) };
}

function dateOf(date: string | undefined): string {
  if (date === undefined) return today();
  if (/^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?$/.test(date) && !Number.isNaN(Date.parse(date.replace(' ', 'T')))) return date;
  throw new Failure(`render：日期“${date}”看不懂，请写成 2026-01-20 或 2026-01-20 09:30。`);
}

/** The day of the office's own calendar, not of UTC. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

// A reader that went away (`| head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.unreadable));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  warn(error.message);
  process.exitCode = EXIT.unreadable;
}
