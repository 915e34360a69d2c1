import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Draft, serialiseDraft } from '../shared/draft.ts';
import type { Finding } from '../shared/finding.ts';
import { withReason } from '../shared/reasons.ts';
import { validate } from '../shared/validate.ts';
import { example, exampleFiles, exampleText } from './drafts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianbao-cli-'));
const at = (name: string): string => join(folder, name);

/** The real program in a process of its own. */
const nianbao = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(root, 'build/nianbao.mjs'), ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const CENTRE = '档案馆.nianbao';
const BROKEN = '镇.nianbao';
const BUREAU = '自然资源局.nianbao';
beforeAll(() => {
  for (const [prefix, name] of [
    ['示例县档案馆', CENTRE],
    ['示例镇', BROKEN],
    ['示例县自然资源局', BUREAU],
  ] as const) {
    writeFileSync(at(name), exampleText(exampleFiles.find((file) => file.startsWith(prefix)) ?? ''));
  }
  writeFileSync(at('empty.nianbao'), '');
  writeFileSync(at('truncated.nianbao'), readFileSync(at(CENTRE)).subarray(0, 2_000));
  writeFileSync(at('newer.nianbao'), readFileSync(at(CENTRE), 'utf8').replace('"version": 1', '"version": 7'));
  writeFileSync(at('invalid.nianbao'), readFileSync(at(CENTRE), 'utf8').replace('"year": 2025', '"year": "二〇二五"'));
  writeFileSync(at('binary.nianbao'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe]));
  writeFileSync(at('gb18030.nianbao'), Buffer.from([0xca, 0xbe, 0xc0, 0xfd]));
  mkdirSync(at('folder.nianbao'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('nianbao check', () => {
  test('ends with 0 where nothing is wrong', () => {
    const { status, stdout, stderr } = nianbao('check', CENTRE);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${CENTRE}　错误 0　待核实 0　提示 0\n`, stderr: '' });
  });

  test('ends with 1 and says what is wrong and where', () => {
    const { status, stdout } = nianbao('check', BROKEN);
    expect(status).toBe(1);
    expect(stdout).toContain('错误　表三 · 自然人：一＋二 6，三（七）＋四 5，两边不相等，左边多 1 件。请核对这一列。');
  });

  test('a warning that was closed with a reason is told as such, and is in --json like any other', () => {
    const { report, lastYear } = example('示例县档案馆');
    const doubtful = { ...report, cells: { ...report.cells, 'proactive.normativeDocs.inForce': '16' } };
    const finding = validate(doubtful, { lastYear }).find(({ rule }) => rule === 'R66');
    const reasons = finding && withReason(doubtful, finding, '经法律法规授权制发');
    writeFileSync(at('reason.nianbao'), serialiseDraft({ report: { ...doubtful, ...(reasons && { reasons }) }, lastYear }));
    const { status, stdout } = nianbao('check', 'reason.nianbao');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^reason\.nianbao　错误 0　待核实 \d　提示 0　已写明理由 1\n/);
    expect(stdout).toMatch(/\n {2}已写明理由　表二 · 行政规范性文件：.*（理由：经法律法规授权制发）\n/);
    const [checked] = JSON.parse(nianbao('check', '--json', 'reason.nianbao').stdout) as [
      { findings: object[]; counts: { warning: number } },
    ];
    expect(checked.counts.warning).toBe(validate(doubtful, { lastYear }).length);
    expect(Object.keys(checked.findings[0] ?? {})).not.toContain('reason');
  });

  test('--json has the shape that other programs read', () => {
    const { status, stdout } = nianbao('check', '--json', CENTRE, BROKEN, 'empty.nianbao');
    expect(status).toBe(2);
    const [sound, broken, empty] = JSON.parse(stdout) as [Record<string, unknown>, { findings: Finding[] }, Record<string, unknown>];
    expect(sound).toEqual({ file: CENTRE, findings: [], counts: { error: 0, warning: 0, info: 0 } });
    expect(Object.keys(broken)).toEqual(['file', 'findings', 'counts']);
    expect(broken.findings.map(({ rule }) => rule)).toEqual(['R6', 'R13', 'R58']);
    for (const finding of broken.findings) {
      expect(Object.keys(finding)).toEqual(['rule', 'severity', 'cells', 'section', 'quote', 'message', 'left', 'right', 'includes']);
    }
    expect(Object.keys(empty)).toEqual(['file', 'error']);
  });

  test('--json keeps to itself what the window needs of a finding in a text', () => {
    writeFileSync(at('stated.nianbao'), readFileSync(at(CENTRE), 'utf8').replace('收到政府信息公开申请1件', '收到政府信息公开申请2件'));
    const [{ findings }] = JSON.parse(nianbao('check', '--json', 'stated.nianbao').stdout) as [{ findings: Finding[] }];
    expect(findings).toEqual([
      {
        rule: 'R34',
        severity: 'warning',
        cells: ['requests.newReceived.total'],
        section: 'overview',
        quote: '全年收到政府信息公开申请2件',
        message: '第一部分 · 依申请公开：正文写收到 2 件，表三新收 1 件。请改成一致。',
        left: '2',
        right: '1',
        includes: [],
      },
    ]);
  });

  test.each([
    ['empty.nianbao', '文件是空的'],
    ['truncated.nianbao', '草稿不完整'],
    ['newer.nianbao', '由更新的版本保存（草稿格式第 7 版）'],
    ['invalid.nianbao', '“年报 · 年度”一处应当是年份'],
    ['binary.nianbao', '不是年报草稿'],
    ['gb18030.nianbao', '不是年报草稿'],
    ['folder.nianbao', '这是文件夹'],
    ['missing.nianbao', '找不到'],
  ])('ends with 2 and a sentence for %s', (file, sentence) => {
    const { status, stdout, stderr } = nianbao('check', file);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^“${file}”：.*${sentence}.*。\n$`));
  });

  test('goes on after a file it cannot read, and leaves every file as it was', () => {
    const before = readdirSync(folder)
      .filter((name) => name !== 'folder.nianbao')
      .map((name) => readFileSync(at(name)).toString('base64'));
    const { status, stdout } = nianbao('check', 'truncated.nianbao', CENTRE, 'newer.nianbao');
    expect(status).toBe(2);
    expect(stdout).toContain(CENTRE);
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'folder.nianbao')
        .map((name) => readFileSync(at(name)).toString('base64')),
    ).toEqual(before);
  });

  test('--last compares with last year, --local with local rules', () => {
    const last = nianbao('check', CENTRE, '--last', CENTRE);
    expect(last.stdout).toContain('上年年报：附的是 2025 年度的年报，不是 2024 年度的');
    writeFileSync(at('2024.nianbao'), readFileSync(at(CENTRE), 'utf8').replace('"year": 2025', '"year": 2024'));
    expect(nianbao('check', CENTRE, '--last', '2024.nianbao').stdout).toContain('表三：每一个数都与上年年报相同');
    expect(nianbao('check', CENTRE, '--local', '100').stdout).toContain('原则上不超过 100 字');
    expect(nianbao('check', CENTRE, '--local', '很多').status).toBe(2);
  });

  test('says how far it is on many files', () => {
    const { stderr } = nianbao('check', ...Array<string>(250).fill(CENTRE));
    expect(stderr).toBe('已检查 100/250\n已检查 200/250\n已检查 250/250\n');
  });
});

describe('nianbao render', () => {
  test('writes a Word file and a web page beside the draft, reads them back and says where', () => {
    const { status, stdout } = nianbao('render', CENTRE);
    expect(status).toBe(0);
    expect(stdout).toBe('档案馆.docx　已核对 200/200 个数字\n档案馆.html　已核对 200/200 个数字\n');
    expect(readFileSync(at('档案馆.docx')).subarray(0, 2).toString()).toBe('PK');
    expect(readFileSync(at('档案馆.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/);
  });

  test('writes the files that are named, and only those', () => {
    mkdirSync(at('named'));
    nianbao('render', CENTRE, '--html', 'named/a.html', '--fragment', 'named/b.html', '--site', '示例县人民政府网', '--date', '2026-01-20');
    expect(readdirSync(at('named')).sort()).toEqual(['a.html', 'b.html']);
    expect(readFileSync(at('named/a.html'), 'utf8')).toContain('<meta name="PubDate" content="2026-01-20">');
    expect(readFileSync(at('named/a.html'), 'utf8')).toContain('<meta name="SiteName" content="示例县人民政府网">');
    expect(readFileSync(at('named/b.html'), 'utf8')).not.toContain('<html');
  });

  test('marks a report with errors 草稿; with --final it writes nothing and ends with 1', () => {
    const draft = nianbao('render', BROKEN, '--html', 'draft.html');
    expect(draft.status).toBe(0);
    expect(draft.stderr).toContain('每一页都印“草稿”');
    expect(draft.stdout).toBe('draft.html　已核对 200/200 格，其中 1 格还不是数\n');
    expect(readFileSync(at('draft.html'), 'utf8')).toContain('草稿 · 还有没填或没改正的内容');
    const final = nianbao('render', BROKEN, '--html', 'final.html', '--final');
    expect(final.status).toBe(1);
    expect(final.stderr).toContain('没有导出定稿');
    expect(existsSync(at('final.html'))).toBe(false);
  });

  test('takes many drafts into one folder', () => {
    expect(nianbao('render', CENTRE, BROKEN, '-o', 'many').status).toBe(0);
    expect(readdirSync(at('many')).sort()).toEqual(['档案馆.docx', '档案馆.html', '镇.docx', '镇.html'].sort());
    expect(nianbao('render', CENTRE, BROKEN, '--docx', 'x.docx').status).toBe(2);
  });

  test('never writes over a draft', () => {
    const before = readFileSync(at(CENTRE), 'utf8');
    const { status, stderr } = nianbao('render', CENTRE, '--html', CENTRE);
    expect(status).toBe(2);
    expect(stderr).toContain('文件名应以 .html 结尾');
    expect(readFileSync(at(CENTRE), 'utf8')).toBe(before);
  });

  test('ends with 2 and a sentence where it cannot write, and leaves nothing behind', () => {
    const { status, stderr } = nianbao('render', CENTRE, '--html', 'no-such-folder/a.html');
    expect(status).toBe(2);
    expect(stderr).toBe('“no-such-folder/a.html”：找不到这个文件或文件夹。\n');
    const nameless = readFileSync(at(CENTRE), 'utf8').replace('"name": "示例县档案馆"', '"name": ""');
    writeFileSync(at('nameless.nianbao'), nameless);
    expect(nianbao('render', 'nameless.nianbao').stdout).toContain('已核对 200/200');
    mkdirSync(at('full'));
    writeFileSync(at('full/blocked'), '');
    expect(nianbao('render', CENTRE, '--html', 'full/blocked/a.html').stderr).toContain('不是文件夹');
    expect(nianbao('render', CENTRE, '-o', 'full/blocked').stderr).toBe('“full/blocked”：同名的文件已经在那里，不能当作文件夹。\n');
    expect(readdirSync(at('full'))).toEqual(['blocked']);
  });

  test('says so where the folder is read-only', () => {
    mkdirSync(at('locked'));
    for (const [name, mode] of [
      ['.', 0o755],
      ['locked', 0o555],
    ] as const)
      chmodSync(at(name), mode);
    // Root may write everywhere, so the program runs as nobody.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli/nianbao.js'), 'render', CENTRE, '-o', 'locked'], {
      cwd: folder,
      encoding: 'utf8',
      ...user,
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: '“locked/档案馆.docx”：没有权限。\n' });
  });

  test('runs where code generation from strings is forbidden', () => {
    const built = join(root, 'dist/cli/nianbao.js');
    const { status, stderr } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', built, 'render', at(CENTRE)], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('nianbao new', () => {
  test('writes an empty draft that check can read', () => {
    const { status } = nianbao('new', '--unit', '示例县水利局', '--year', '2025', '--self', '我局', '-o', 'new.nianbao');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(at('new.nianbao'), 'utf8'))).toMatchObject({
      report: { unit: { name: '示例县水利局', selfName: '我局' }, year: 2025 },
    });
    expect(nianbao('check', 'new.nianbao').stdout).toContain('表三：还有 144 格没有填');
  });

  test('never writes over a file that is there', () => {
    copyFileSync(at(CENTRE), at('there.nianbao'));
    const { status, stderr } = nianbao('new', '--unit', '甲', '--year', '2025', '-o', 'there.nianbao');
    expect(status).toBe(2);
    expect(stderr).toContain('已经有这个文件');
    expect(readFileSync(at('there.nianbao'))).toEqual(readFileSync(at(CENTRE)));
  });

  test.each([
    [['new', '--unit', '甲', '--year', '25', '-o', 'x.nianbao'], '年度“25”看不懂'],
    [['new', '--unit', '甲', '-o', 'x.nianbao'], '要写 --unit'],
    [['new', '--unit', '甲', '--year', '2025', '--kind', 'ministry', '-o', 'x.nianbao'], '--kind 只能是'],
    [['check'], '没有写要处理的草稿'],
    [['check', '--jsn', CENTRE], '不认识“--jsn”'],
    [['check', CENTRE, '--local', '0'], '--local 后面要写字数'],
    [['render', CENTRE, '--date', '明天'], '日期“明天”看不懂'],
    [['render', CENTRE, '--docx', ''], '文件名应以 .docx 结尾'],
    [['render', CENTRE, '--html', 'a.html', '-o', 'x'], '只能用一种'],
    [['render', CENTRE, `./${CENTRE}`, '-o', 'x'], '有两份要写进同一个文件'],
    [['new', '--unit', '甲', '--year', '2019', '-o', 'x.nianbao'], '旧格式'],
    [['next', CENTRE], 'next：要写 -o 文件名'],
    [['next', '-o', 'x.nianbao'], '没有写要处理的上年草稿'],
    [['next', CENTRE, BROKEN, '-o', 'x.nianbao'], '一次只能从一份上年年报新建'],
    [['next', CENTRE, '--year', '26', '-o', 'x.nianbao'], '年度“26”看不懂'],
    [['next', CENTRE, '--year', '2025', '-o', 'x.nianbao'], '是 2025 年度的年报，不能作为 2025 年度的上年年报'],
    [['next', 'missing.nianbao', '-o', 'x.nianbao'], '找不到这个文件'],
    [['next', 'truncated.nianbao', '-o', 'x.nianbao'], '草稿不完整'],
    [['publish'], '没有“publish”这个命令'],
  ])('%j ends with 2 and a sentence', (args, sentence) => {
    const { status, stderr } = nianbao(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/Error| {4}at /);
    expect(existsSync(at('x.nianbao'))).toBe(false);
  });
});

describe('nianbao next', () => {
  test('writes next year’s draft and says what was copied, converted and cleared', () => {
    const { status, stdout, stderr } = nianbao('next', BUREAU, '--year', '2026', '-o', 'next/2026.nianbao');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('next/2026.nianbao　已新建示例县自然资源局2026年度的草稿，以 2025 年度的年报为基础');
    expect(lines.filter((line) => /^(?:照搬|换算|清空)/.test(line)).map((line) => line.split('　')[0])).toEqual([
      '照搬 27 项',
      '换算 16 项',
      '清空 166 项',
    ]);
    expect(stdout).toContain('  表三 四、结转下年度 → 二、上年结转：2　0　0　0　1　0 → 2　0　0　0　1　0（6 格，已填好');
    expect(stdout).toContain('    前言　2025 改为：“告。本报告数据统计期限为2026年1月1日至2026年1”');
    expect(stdout).toContain('    1. 规划类信息专业性强');
    expect(stdout).toContain('  表二：规范性文件 现行有效 15 件 等 10 格（现行有效从 15 起核对）');
    const { report, lastYear } = JSON.parse(readFileSync(at('next/2026.nianbao'), 'utf8')) as Draft;
    expect([report.year, lastYear?.year, report.cells['requests.carriedIn.natural']]).toEqual([2026, 2025, '2']);
    const checked = nianbao('check', 'next/2026.nianbao');
    expect(checked.stdout).toContain('第一部分：有 100% 的文字与上年年报相同');
    expect(checked.stdout).not.toContain('结转下年度继续办理');
  });

  test('goes to the year after without --year, and takes the wording only across a gap', () => {
    expect(nianbao('next', CENTRE, '-o', 'a.nianbao').stdout).toContain('已新建示例县档案馆2026年度的草稿');
    const { status, stdout } = nianbao('next', CENTRE, '--year', '2028', '-o', 'b.nianbao');
    expect(status).toBe(0);
    expect(stdout).toContain('注意：带入的是 2025 年度的年报，不是 2027 年度的。只带入文字，没有带入结转件数。');
  });

  test('leaves last year’s file and every other as it was', () => {
    const before = readFileSync(at(CENTRE));
    expect(nianbao('next', CENTRE, '--year', '2026', '-o', CENTRE).stderr).toContain('已经有这个文件，没有改动');
    expect(readFileSync(at(CENTRE))).toEqual(before);
  });
});

test.each([[[]], [['--help']], [['check', '--help']]])('%j: it explains itself', (args) => {
  const { status, stdout } = nianbao(...args);
  expect(status).toBe(0);
  expect(stdout).toContain('nianbao render');
});
