/** Work that was not saved when the program ended: taken up again, compared, or given up. Whatever is chosen, nothing is thrown away. */
import { useEffect, useState } from 'react';
import type { Recovered } from '../shared/api.ts';
import { asPrinted } from '../shared/live.ts';
import { charactersIn, grouped } from '../shared/outline.ts';
import { tell } from './ask.ts';
import { compareReports, summarise } from './compare.ts';
import { giveUpCopy, recover } from './copies.ts';
import { blanks, FILLABLE_COUNT } from './derived.ts';
import { Dialog } from './dialog.tsx';
import { type Read, readDraftBytes } from './draft-file.ts';
import { api } from './machine.ts';
import { state, update } from './store.ts';
import { whenExactly } from './when.ts';

export function RecoveryDialog({ copies }: { copies: readonly Recovered[] }) {
  const [index, setIndex] = useState(0);
  const copy = copies[index] ?? copies[0];
  if (!copy) return null;
  const setAside = async (): Promise<void> => {
    if (!(await giveUpCopy(copy))) return;
    await tell('副本放进了历史备份', `“${copy.name}”${whenExactly(copy.at)} 的副本在“文件 › 历史备份”里，还能恢复。`);
    const left = copies.filter((other) => other !== copy);
    setIndex(Math.min(index, left.length - 1));
    update({ dialog: left.length > 0 ? { kind: 'recovery', copies: left } : null });
  };
  const read = readDraftBytes(new TextEncoder().encode(copy.text));
  const onDisk = copy.onDisk && readDraftBytes(copy.onDisk.bytes);
  return (
    <Dialog
      alert
      title={`上次没有正常退出，找到${copies.length === 1 ? '一' : ` ${copies.length} `}份没有存盘的改动`}
      detail={<CopyName copies={copies} index={index} onIndex={setIndex} />}
      footer={<Answers copies={copies} copy={copy} read={read} onDisk={onDisk} onSetAside={setAside} />}
      calm={
        copies.length > 1
          ? '选哪一项都不会丢：没选的那份留在“文件 › 历史备份”里；恢复了一份，其余的下次启动时再问。'
          : '选哪一项都不会丢：没选的那份留在“文件 › 历史备份”里。'
      }
    >
      <div className="versions">
        <VersionCard title="恢复副本" time={whenExactly(copy.at)} read={read} isNewer={!copy.onDisk || copy.at >= copy.onDisk.at} />
        <FileCard copy={copy} onDisk={onDisk} onRead={() => void readFile(copy, copies)} />
      </div>
      <p className="delta">
        <Delta read={read} onDisk={onDisk} />
      </p>
    </Dialog>
  );
}

function CopyName({ copies, index, onIndex }: { copies: readonly Recovered[]; index: number; onIndex: (index: number) => void }) {
  const name = copies[index]?.name ?? '';
  if (copies.length === 1) return name;
  return (
    <span className="copies">
      {name}
      <span className="spring" />
      <button type="button" className="small" disabled={index === 0} onClick={() => onIndex(index - 1)}>
        上一份
      </button>
      {index + 1} / {copies.length}
      <button type="button" className="small" disabled={index === copies.length - 1} onClick={() => onIndex(index + 1)}>
        下一份
      </button>
    </span>
  );
}

interface AnswersProps {
  readonly copies: readonly Recovered[];
  readonly copy: Recovered;
  readonly read: Read;
  readonly onDisk: Read | null;
  readonly onSetAside: () => Promise<void>;
}
function Answers({ copies, copy, read, onDisk, onSetAside }: AnswersProps) {
  const compare = (): void => {
    if (onDisk?.kind !== 'ok' || read.kind !== 'ok') return;
    const left = { name: '文件', at: copy.onDisk?.at ?? null, report: onDisk.draft.report };
    const right = { name: '恢复副本', at: copy.at, report: read.draft.report };
    update({
      dialog: { kind: 'compare', left, right, back: { kind: 'recovery', copies: [copy, ...copies.filter((other) => other !== copy)] } },
    });
  };
  const isReadable = read.kind === 'ok';
  useAltKeys(isReadable ? { d: () => void onSetAside(), c: compare } : {});
  if (!isReadable)
    return (
      <>
        <span className="spring" />
        <button type="button" className="primary" onClick={() => void onSetAside()}>
          放进历史备份 <kbd>Enter</kbd>
        </button>
      </>
    );
  return (
    <>
      <button type="button" className="small-text" onClick={() => void onSetAside()}>
        放弃副本 <kbd>Alt+D</kbd>
      </button>
      <span className="spring" />
      {onDisk?.kind === 'ok' && (
        <button type="button" className="edge" onClick={compare}>
          比较… <kbd>Alt+C</kbd>
        </button>
      )}
      <button type="button" className="primary" onClick={() => recover(copy)}>
        恢复 <kbd>Enter</kbd>
      </button>
    </>
  );
}

/** Alt and a letter, as the buttons say. */
function useAltKeys(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const action = event.altKey && !event.ctrlKey ? actions[event.key.toLowerCase()] : undefined;
      // A question over it goes first.
      if (!action || state().dialog?.kind !== 'recovery') return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

/** The browser asks the person, which it does only after a click; what the file holds is then known as if it had not needed to. */
async function readFile(copy: Recovered, copies: readonly Recovered[]): Promise<void> {
  const opened = copy.file && (await api.openRecent(copy.file.id));
  if (opened?.kind === 'failed') await tell('没有打开', opened.message);
  if (opened?.kind !== 'opened') return;
  const { asksFirst: _, ...known } = copy;
  const { bytes, at } = opened;
  update({ dialog: { kind: 'recovery', copies: copies.map((other) => (other === copy ? { ...known, onDisk: { bytes, at } } : other)) } });
}

function FileCard({ copy, onDisk, onRead }: { copy: Recovered; onDisk: Read | null; onRead: () => void }) {
  if (copy.onDisk && onDisk)
    return <VersionCard title="文件" time={`${whenExactly(copy.onDisk.at)} 保存`} read={onDisk} isNewer={copy.at < copy.onDisk.at} />;
  return (
    <div className="ver">
      <h3>文件</h3>
      <p className="when">{whereabouts(copy)}</p>
      {copy.asksFirst && (
        <button type="button" className="edge small" onClick={onRead}>
          读文件…
        </button>
      )}
    </div>
  );
}

function whereabouts({ file, handedAt, asksFirst }: Recovered): string {
  if (handedAt !== null) return `${whenExactly(handedAt)} 交给浏览器下载过，存没存上这里看不到。恢复以后请再保存。`;
  if (asksFirst) return '浏览器要先问一次才读这个文件。按“读文件”，浏览器询问时选允许，恢复以后仍存进它；不读就恢复的，恢复以后请另存。';
  if (file) return '现在找不到，可能改了名，或在没有插上的 U 盘里。恢复以后请另存。';
  return '还没有存过盘，内容只在副本里。恢复以后请保存。';
}

function VersionCard({ title, time, read, isNewer }: { title: string; time: string; read: Read; isNewer: boolean }) {
  return (
    <div className={`ver ${isNewer ? 'best' : ''}`}>
      <h3>
        {title}
        {isNewer && <span className="newer">较新</span>}
      </h3>
      <p className="when">{time}</p>
      {read.kind === 'ok' ? (
        <dl>
          <dt>已填</dt>
          <dd>
            {FILLABLE_COUNT - blanks(read.draft.report).size} / {FILLABLE_COUNT} 格
          </dd>
          <dt>正文</dt>
          <dd>{grouped(charactersIn(Object.values(asPrinted(read.draft.report).texts).join('')))} 字</dd>
        </dl>
      ) : (
        <p className="when">{read.message}</p>
      )}
    </div>
  );
}

function Delta({ read, onDisk }: { read: Read; onDisk: Read | null }) {
  if (read.kind === 'failed') return '副本读不出来，不能恢复，只能放进历史备份留着。';
  if (!onDisk) return '恢复以后接着写。';
  if (onDisk.kind === 'failed') return '文件读不出来，请用副本恢复。';
  const changes = summarise(compareReports(onDisk.draft.report, read.draft.report));
  const last =
    JSON.stringify(onDisk.draft.lastYear) === JSON.stringify(read.draft.lastYear) ? [] : [{ what: '换了附上的上年年报', where: '' }];
  const all = [...changes, ...last];
  if (all.length === 0) return '副本与文件内容相同。';
  return (
    <>
      副本比文件
      {all.map(({ what, where }, index) => (
        <span key={what}>
          {index > 0 && '，'}
          <b>{what}</b>
          {where && `（${where}）`}
        </span>
      ))}
      。
    </>
  );
}
