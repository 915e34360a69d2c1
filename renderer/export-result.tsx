/** The right half of the export sheet: what was written, and the proof that it is what the draft says. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Outcome } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import { FORM, TABLE_IDS } from '../shared/form.ts';
import { grouped } from '../shared/outline.ts';
import { proofSentence } from '../templates/verify.ts';
import { blanks } from './derived.ts';
import { charactersOf, copyFragment, type FileResult, isRight, nextName } from './export.ts';
import { type MissingFont, missingFonts } from './fonts.ts';
import { Icon } from './icon.tsx';
import { api } from './machine.ts';
import { clock, when } from './when.ts';

type Written = Extract<FileResult, { kind: 'written' }>;
type Numbers = Extract<Written['proof'], { kind: 'read' }>;
/** How to go on with a file that was not written. */
export type Retry = 'replace' | 'beside' | 'again';
type OnOutcome = (outcome: Outcome) => void;

export const isWritten = (result: FileResult): result is Written => result.kind === 'written';
/** What goes on with it and loses nothing: Enter never replaces a file. */
export const safeRetry = ({ kind }: FileResult): Retry => (kind === 'failed' ? 'again' : 'beside');

interface Props {
  readonly draft: Draft;
  readonly results: readonly FileResult[];
  readonly inDownloads: boolean;
  readonly onRetry: (result: FileResult, how: Retry) => void;
  readonly onOutcome: OnOutcome;
}
export function ExportResult({ draft, results, inDownloads, onRetry, onOutcome }: Props) {
  const written = results.filter(isWritten);
  const wrong = written.filter(({ proof }) => !isRight(proof));
  return (
    <>
      {wrong.length > 0 ? (
        <Disproof files={wrong} />
      ) : (
        written.length > 0 && <Proof draft={draft} written={written} inDownloads={inDownloads} />
      )}
      <ul className="files">
        {results.map((result) => (
          <li key={result.format}>
            <Icon name="file" />
            {isWritten(result) ? (
              <WrittenFile result={result} draft={draft} onOutcome={onOutcome} />
            ) : (
              <UnwrittenFile result={result} onRetry={(how) => onRetry(result, how)} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Proof({ draft, written, inDownloads }: { draft: Draft; written: readonly Written[]; inDownloads: boolean }) {
  const read = written.map(({ proof }) => proof).filter((proof): proof is Numbers => proof.kind === 'read')[0];
  if (!read) {
    return (
      <div className="proof">
        <div>
          <h3>
            <Icon name="done" />
            PDF 由已核对的网页打印
          </h3>
          <p>打印所用的网页逐个数字核对过；写好的 PDF 重新读出，和打印出来的一个字节也不差。</p>
        </div>
      </div>
    );
  }
  if (read.open > 0) return <Unfinished blank={blanks(draft.report).size} />;
  return (
    <div className="proof">
      <p className="score">
        <b>{read.equal}</b>
        <span>/{read.total}</span>
      </p>
      <div>
        <h3>
          <Icon name="done" />
          已核对，文件与草稿一致
        </h3>
        <p>{inDownloads ? '交给浏览器之前重新读出每个文件，逐个数字比对。' : '写好后重新读出每个文件，逐个数字比对。'}</p>
      </div>
      <ul>
        {/* All cells are equal, so those of each table are. */}
        {TABLE_IDS.map((id) => FORM.tables[id]).map(({ id, number, fields }) => (
          <li key={id}>
            表{number}{' '}
            <b>
              {fields.length}/{fields.length}
            </b>
          </li>
        ))}
        <li>
          正文 <b>{grouped(charactersOf(draft))} 字</b>
        </li>
      </ul>
    </div>
  );
}

/** Nothing to be proud of: the file is as empty as the draft. */
const Unfinished = ({ blank }: { blank: number }) => (
  <div className="proof unfinished">
    <div>
      <h3>
        <Icon name="blank" />
        已核对，文件与草稿一样没有填完
      </h3>
      <p>{blank > 0 ? `未填 ${blank} 格，文件里也空着。` : '看不懂的数照原样写在文件里。'}</p>
    </div>
  </div>
);

const TOLD = 5;
function Disproof({ files }: { files: readonly Written[] }) {
  return (
    <div className="proof wrong" role="alert">
      <div>
        <h3>
          <Icon name="error" />
          文件与草稿不一致，不要使用
        </h3>
        <p>重新读出时发现不同。请换一个文件夹再导出一次。</p>
      </div>
      <ul>
        {files.flatMap(({ file, proof }) =>
          proof.differences.slice(0, TOLD).map((difference) => (
            <li key={`${file.id} ${difference}`}>
              <b>{file.name}</b> {difference}
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function WrittenFile({
  result: { format, file, size, at, proof },
  draft,
  onOutcome,
}: {
  result: Written;
  draft: Draft;
  onOutcome: OnOutcome;
}) {
  const isUsable = isRight(proof);
  return (
    <>
      <div>
        <b>{file.name}</b>
        <span className="meta">
          {sizeText(size)}，{clock(new Date(at))}
        </span>
        {!isUsable && <FileNote tone="error">与草稿不一致，不要使用这个文件。</FileNote>}
        {format === 'docx' && <Fonts />}
        {format === 'html' && <CopyCode draft={draft} onOutcome={onOutcome} />}
        {format === 'pdf' && isUsable && <FileNote tone="done">由已核对的网页打印。</FileNote>}
      </div>
      {api.edition === 'desktop' && isUsable && (
        <button
          type="button"
          className="edge small"
          aria-label={`打开 ${file.name}`}
          onClick={async () => onOutcome(await api.openExported(file.id))}
        >
          打开
        </button>
      )}
    </>
  );
}

function FileNote({ tone, children }: { tone: 'error' | 'doubt' | 'done'; children: ReactNode }) {
  return (
    <p className={tone}>
      <Icon name={tone} />
      {children}
    </p>
  );
}

function CopyCode({ draft, onOutcome }: { draft: Draft; onOutcome: OnOutcome }) {
  const [copied, setCopied] = useState('');
  const copy = async (): Promise<void> => {
    const outcome = await copyFragment(draft);
    setCopied(outcome.kind === 'done' && outcome.proof ? `${proofSentence(outcome.proof)}，已复制` : '');
    onOutcome(outcome);
  };
  return (
    <p>
      <button type="button" className="link" onClick={copy}>
        <Icon name="copy" />
        复制网页代码
      </button>
      {copied || '贴进网站后台的编辑器'}
    </p>
  );
}

function Fonts() {
  const [missing, setMissing] = useState<readonly MissingFont[]>([]);
  useEffect(() => {
    let here = true;
    missingFonts().then((fonts) => here && setMissing(fonts));
    return () => {
      here = false;
    };
  }, []);
  if (missing.length === 0) return null;
  const name = ({ wanted, role }: MissingFont): string => `${role}“${wanted}”`;
  const replaced = missing.filter(({ substitute }) => substitute);
  const open = missing.filter(({ substitute }) => !substitute);
  const shown = [
    ...replaced.map((font) => `${name(font)}用“${font.substitute}”显示`),
    ...(open.length > 0 ? [`${open.map(name).join('、')}由打开文件的程序另选`] : []),
  ];
  return (
    <>
      <FileNote tone="doubt">本机没有公文用的 {missing.length} 种字体，在这里看到和打印的不是公文版式；文件里写的字体不变。</FileNote>
      <p>{shown.join('，')}。</p>
    </>
  );
}

function UnwrittenFile({ result, onRetry }: { result: Exclude<FileResult, Written>; onRetry: (how: Retry) => void }) {
  const { kind, name } = result;
  const message = kind === 'exists' ? `那里已经有同名的文件，${when(result.at)} 改过，没有写出。要替换它，还是换个名字？` : result.message;
  return (
    <div>
      <b>{name}</b>
      <FileNote tone={kind === 'exists' ? 'doubt' : 'error'}>{message}</FileNote>
      <div className="ways">
        {kind === 'exists' && (
          <button type="button" className="edge small" onClick={() => onRetry('replace')}>
            替换
          </button>
        )}
        {kind !== 'failed' && (
          <button type="button" className="edge small" onClick={() => onRetry('beside')}>
            {kind === 'exists' ? '换个名字' : `存为“${nextName(name)}”`}
          </button>
        )}
        {kind !== 'exists' && (
          <button type="button" className="edge small" onClick={() => onRetry('again')}>
            再试一次
          </button>
        )}
      </div>
    </div>
  );
}
