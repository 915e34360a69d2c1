/** What is wrong, grouped by how grave it is. */
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { fieldOf, placeInTable } from '../shared/form.ts';
import { errorsLeft, FILLABLE_COUNT, type Shown, spokenFinding, TONE_NAMES, type Tone, type View, viewOf } from './derived.ts';
import { Icon, type IconName } from './icon.tsx';
import { includedPlaces } from './included.ts';
import { ClosedTag } from './number-cell.tsx';
import { isPaneOver } from './pane-over.ts';
import { adopt, proposalsFor } from './proposals.ts';
import { ClosedActions, ReasonActions } from './reason-actions.tsx';
import { closedHere } from './reasons.ts';
import { firstOf } from './screen.tsx';
import { askForCheck, type State, state, update, useLastYear, useReport, useStore } from './store.ts';
import { type BlankGroup, blankGroups, type Stop, visit } from './walk.ts';

/** A pane over the form gives way to the place it leads to. */
function visitFromPane(stop: Stop, number: number): void {
  visit(stop, number);
  if (isPaneOver()) update({ paneOpen: false });
}

export function FindingsPane() {
  const view = useStore(viewOf);
  const list = useRef<HTMLDivElement>(null);
  const current = useStore(currentKey);
  useEffect(() => {
    if (current) list.current?.querySelector('.now')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const isEmpty = view.shown.length === 0;
  return (
    <>
      <div className="scroll" ref={list}>
        {isEmpty &&
          (view.unchecked ? (
            <p className="empty">正在检查…</p>
          ) : (
            <NothingFound blank={view.blank.size} heldBack={view.heldBack === true} />
          ))}
        <Lists view={view} current={current} />
        <Closed view={view} current={current} />
      </div>
      {(!isEmpty || view.blank.size > 0) && (
        <div className="foot">
          <kbd>F8</kbd> 下一条　<kbd>Shift+F8</kbd> 上一条　<kbd>Enter</kbd> 到该处
        </div>
      )}
    </>
  );
}

function currentKey(s: State): string {
  const current = spokenFinding(s);
  if (current) return current.key;
  const closed = closedHere(s);
  if (closed) return closed.key;
  return s.place?.kind === 'cell' ? s.place.id : '';
}

const GROUPS: readonly { readonly tone: Tone; readonly icon: IconName; readonly meaning: string }[] = [
  { tone: 'error', icon: 'error', meaning: '改正后才能定稿' },
  { tone: 'doubt', icon: 'doubt', meaning: '属实的，写明理由即可关闭' },
  { tone: 'hint', icon: 'hint', meaning: '供参考' },
];

function Lists({ view, current }: { view: View; current: string }) {
  const [focused, setFocused] = useState('');
  const blanks = blankGroups(view);
  const keys = [...view.shown.map(({ key }) => key), ...blanks.map(({ first }) => first)];
  // One of all the entries is reached by Tab, the others from there by arrow keys.
  const entry = [focused, current, keys[0]].find((key) => key !== undefined && keys.includes(key));
  const tabIndex = (key: string): 0 | -1 => (key === entry ? 0 : -1);
  return (
    <>
      {GROUPS.filter(({ tone }) => view.counts[tone] > 0).map(({ tone, icon, meaning }) => (
        <Fragment key={tone}>
          <GroupHead tone={tone} icon={icon} title={`${TONE_NAMES[tone]} ${view.counts[tone]}`} meaning={meaning} />
          <Entries
            list={view.shown.filter((shown) => shown.tone === tone)}
            labelledBy={`group-${tone}`}
            current={current}
            tabIndex={tabIndex}
            onFocus={setFocused}
          />
        </Fragment>
      ))}
      {blanks.length > 0 && (
        <>
          <GroupHead tone="blank" icon="blank" title={`未填 ${view.blank.size}`} meaning="没有发生的填 0" />
          <ol aria-labelledby="group-blank">
            {blanks.map((group, index) => {
              const { first } = group;
              const number = view.shown.length + index + 1;
              return (
                <BlankEntry
                  key={first}
                  group={group}
                  number={number}
                  isNow={first === current}
                  tabIndex={tabIndex(first)}
                  onFocus={() => setFocused(first)}
                />
              );
            })}
          </ol>
        </>
      )}
    </>
  );
}

/** Of endless findings, as a text that is none has them, the first are drawn, and the one the window speaks of. */
const MOST = 200;
interface EntriesProps {
  readonly list: readonly Shown[];
  readonly labelledBy: string;
  readonly current: string;
  readonly tabIndex: (key: string) => 0 | -1;
  readonly onFocus: (key: string) => void;
}
function Entries({ list, labelledBy, current, tabIndex, onFocus }: EntriesProps) {
  const { shown, rest } = firstOf(list, MOST);
  const now = rest > 0 ? list.slice(MOST).filter(({ key }) => key === current) : [];
  const entry = (item: Shown) => {
    const { key } = item;
    return <Entry key={key} shown={item} isNow={key === current} tabIndex={tabIndex(key)} onFocus={() => onFocus(key)} />;
  };
  return (
    <ol aria-labelledby={labelledBy}>
      {[...shown, ...now].map(entry)}
      {rest > 0 && <li className="rest">还有 {rest - now.length} 条没有列出，按 F8 逐条看。</li>}
    </ol>
  );
}

/** 已写明理由, folded: closed, but not out of the world. */
function Closed({ view, current }: { view: View; current: string }) {
  const [isUnfolded, setUnfolded] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  // It stands at the end of all the others, where what is unfolded may lie out of sight.
  useEffect(() => {
    if (isUnfolded) list.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, [isUnfolded]);
  if (view.closed.length === 0) return null;
  return (
    <>
      <div className="group-h closed">
        <Icon name="done" />
        <h2>
          <button type="button" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            已写明理由 {view.closed.length}
            <Icon name="right" />
          </button>
        </h2>
        <button type="button" className="link" onClick={() => update({ dialog: { kind: 'notes' } })}>
          审核说明…
        </button>
      </div>
      {isUnfolded && (
        <ol ref={list} aria-label="已写明理由">
          {firstOf(view.closed, MOST).shown.map((shown) => (
            <Entry key={shown.key} shown={shown} isNow={shown.key === current} tabIndex={0} onFocus={() => undefined} />
          ))}
        </ol>
      )}
    </>
  );
}

function GroupHead({ tone, icon, title, meaning }: { tone: Tone | 'blank'; icon: IconName; title: string; meaning: string }) {
  return (
    <div className={`group-h ${tone}`}>
      <Icon name={icon} />
      <h2 id={`group-${tone}`}>{title}</h2>
      <p>{meaning}</p>
    </div>
  );
}

/** Broken between its parts only. */
function Place({ text }: { text: string }) {
  return (
    <span className="at">
      {text.split(' · ').map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one place never move
        <Fragment key={index}>
          {index > 0 && ' · '}
          <span>{part}</span>
        </Fragment>
      ))}
    </span>
  );
}

interface EntryProps {
  readonly isNow: boolean;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
}
/** A line of the list that leads somewhere. */
function Way({ isNow, tabIndex, onFocus, onGo, children }: EntryProps & { readonly onGo: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      className="go"
      tabIndex={tabIndex}
      {...(isNow && { 'aria-current': 'true' })}
      onFocus={onFocus}
      onKeyDown={moveInList}
      onClick={onGo}
    >
      {children}
    </button>
  );
}

function Entry({ shown, ...way }: EntryProps & { readonly shown: Shown }) {
  const { key, number, tone, place, fact, finding } = shown;
  return (
    <li className={`find ${way.isNow ? 'now' : ''}`}>
      <Way {...way} onGo={() => visitFromPane({ key, shown }, number)}>
        {finding.reason === undefined ? <span className={`tag ${tone}`}>{number}</span> : <ClosedTag />}
        <span>
          {place && <Place text={place} />}
          <span className="fact">{fact}</span>
          {finding.reason !== undefined && <span className="given">理由：{finding.reason}</span>}
          {finding.includes.length > 0 && <span className="same">连带：{includedPlaces(finding)}。改好这一处再看。</span>}
        </span>
      </Way>
      {way.isNow && <Acts shown={shown} />}
    </li>
  );
}

function BlankEntry({ group, number, ...way }: EntryProps & { readonly group: BlankGroup; readonly number: number }) {
  const { name, count, first } = group;
  const field = fieldOf(first);
  return (
    <li className={`find ${way.isNow ? 'now' : ''}`}>
      <Way {...way} onGo={() => visitFromPane({ key: first, shown: null }, number)}>
        <span />
        <span>
          <Place text={`${name} · 未填 ${count} 格`} />
          <span className="fact">第一格：{field && placeInTable(field)}</span>
        </span>
      </Way>
    </li>
  );
}

/** What can be done about the finding that the bar speaks of. */
function Acts({ shown }: { shown: Shown }) {
  const { former, reason } = shown.finding;
  return (
    <div className="acts">
      {reason === undefined && <Proposals shown={shown} />}
      {former && (
        <p>
          {former.said}原来的理由：{former.given.text}
        </p>
      )}
      {reason === undefined ? <ReasonActions item={shown} /> : <ClosedActions item={shown} />}
    </div>
  );
}
function Proposals({ shown }: { shown: Shown }) {
  const proposals = proposalsFor(shown.finding, useReport(), useLastYear());
  return proposals.map((proposal) => (
    <Fragment key={proposal.where + proposal.label + proposal.why}>
      {proposal.why && <p>{proposal.why}</p>}
      {proposal.apply && (
        <button type="button" className="edge small" onClick={() => adopt(proposal, state().place)}>
          {proposal.where && <span className="where">{proposal.where}</span>}
          {proposal.label}
        </button>
      )}
    </Fragment>
  ));
}

function moveInList(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const entries = [...(event.currentTarget.closest('.scroll')?.querySelectorAll<HTMLElement>('.go') ?? [])];
  const at = entries.indexOf(event.currentTarget);
  const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 };
  const to = targets[event.key];
  if (to === undefined) return;
  event.preventDefault();
  entries[Math.max(0, Math.min(to, entries.length - 1))]?.focus();
}

function NothingFound({ blank, heldBack }: { blank: number; heldBack: boolean }) {
  const report = useReport();
  const unjudged = useStore((s) => (s.document ? errorsLeft(s.document.draft) : 0));
  const isUntouched = blank === FILLABLE_COUNT && Object.values(report.texts).every((text) => text.trim() === '');
  if (isUntouched)
    return (
      <div className="empty">
        <h2>还没有开始填</h2>
        <p>从哪一部分开始都可以，填的时候会一边检查。表里没有发生的填 0；已经有整张表的，复制以后用“粘贴整表…”。</p>
      </div>
    );
  if (heldBack)
    return (
      <div className="empty">
        <h2>正在填的这一行还没有检查</h2>
        <p>填完离开这一行就会检查，也可以按 F7 检查全部。</p>
        <button type="button" className="edge" onClick={askForCheck}>
          检查全部 <kbd>F7</kbd>
        </button>
      </div>
    );
  if (unjudged > 0)
    return (
      <div className="empty">
        <Icon name="done" />
        <h2>填了的没有错误</h2>
        <p>{blank > 0 ? `还有 ${blank} 格没有填。` : '还有没写的部分。'}按 F7 检查全部。</p>
        <button type="button" className="edge" onClick={askForCheck}>
          检查全部 <kbd>F7</kbd>
        </button>
      </div>
    );
  return (
    <div className="empty">
      <Icon name="done" />
      <h2>没有错误</h2>
      <p>数字都填了，表内的勾稽关系都相等，可以导出定稿。正文里写的数字，请对照表格再看一遍。</p>
      <button type="button" className="edge" onClick={() => update({ dialog: { kind: 'export' } })}>
        导出… <kbd>Ctrl+E</kbd>
      </button>
    </div>
  );
}
