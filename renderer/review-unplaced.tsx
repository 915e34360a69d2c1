/** What of the source is in no part of the report: to be copied, or put into a section. */
import { useState } from 'react';
import { isTable, SECTIONS, TEXT_IDS, type TextId } from '../shared/form.ts';
import { Icon } from './icon.tsx';
import { api } from './machine.ts';
import { asHtml } from './markup.ts';
import { type Listed, namesOfPage, type Review, unplacedOf } from './review.ts';
import { firstOf, Kind } from './screen.tsx';

interface Props {
  readonly review: Review;
  readonly onChange: (review: Review) => void;
}
export function Leftovers({ review, onChange }: Props) {
  const own = unplacedOf(review.imported, 'doubt');
  const page = unplacedOf(review.imported, 'page');
  if (own.length + page.length === 0) return null;
  return (
    <Kind
      mark={own.length > 0 ? 'doubt' : 'wipe'}
      icon={own.length > 0 ? 'doubt' : 'done'}
      name="没有归入"
      count={`${own.length + page.length} 处`}
      note="不会带入；属于正文的可以放进一个部分的末尾"
    >
      {own.length > 0 && <Group title="可能属于正文的" list={own} review={review} onChange={onChange} />}
      {page.length > 0 && (
        <details className="around" open={own.length === 0 && page.length <= 3}>
          <summary>
            {namesOfPage(page)} {page.length} 处，不属于报告
          </summary>
          <Group list={page} review={review} onChange={onChange} />
        </details>
      )}
    </Kind>
  );
}

/** A hostile file may have thousands. */
const MOST = 50;
interface GroupProps extends Props {
  readonly title?: string;
  readonly list: readonly Listed[];
}
function Group({ title, list, review, onChange }: GroupProps) {
  const [copied, setCopied] = useState<number | 'all' | null>(null);
  const { shown, rest } = firstOf(list, MOST);
  const copy = async (what: number | 'all', text: string): Promise<void> => {
    const done = await api.copy({ text, html: asHtml(text) });
    setCopied(done.kind === 'done' ? what : null);
  };
  const all = list.map(({ text }) => text).join('\n');
  return (
    <div className="leftovers">
      {(title || list.length > 1) && (
        <p className="group-head">
          <b>{title && `${title} ${list.length} 处`}</b>
          {list.length > 1 && (
            <button type="button" className="link" onClick={() => copy('all', all)}>
              {copied === 'all' ? '已复制' : '全部复制'}
            </button>
          )}
        </p>
      )}
      <ul>
        {shown.map((entry) => (
          <Leftover
            key={entry.index}
            entry={entry}
            into={review.placed.get(entry.index)}
            isCopied={copied === entry.index}
            onCopy={() => void copy(entry.index, entry.text)}
            onPlace={(id) => onChange({ ...review, placed: withPlace(review.placed, entry.index, id) })}
          />
        ))}
      </ul>
      {rest > 0 && <p className="noted">还有 {rest} 处没有列出，“全部复制”里有。</p>}
    </div>
  );
}
function withPlace(placed: Review['placed'], index: number, id: TextId | undefined): Review['placed'] {
  const next = new Map(placed);
  if (id) next.set(index, id);
  else next.delete(index);
  return next;
}

/** As much of one text as is drawn; what is copied or put into a section is all of it. */
const LONGEST = 240;
interface LeftoverProps {
  readonly entry: Listed;
  readonly into: TextId | undefined;
  readonly isCopied: boolean;
  readonly onCopy: () => void;
  readonly onPlace: (id: TextId | undefined) => void;
}
function Leftover({ entry: { text, place }, into, isCopied, onCopy, onPlace }: LeftoverProps) {
  const start = text.slice(0, 12);
  return (
    <li className={into ? 'placed' : ''}>
      <span className="place">{place}</span>
      <p>
        {text.slice(0, LONGEST)}
        {text.length > LONGEST && '……'}
      </p>
      <select
        data-own-enter
        value={into ?? ''}
        aria-label={`放进哪一部分：${start}`}
        onChange={({ target }) => onPlace(TEXT_IDS.find((id) => id === target.value))}
      >
        <option value="">放进…</option>
        {TEXT_IDS.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </select>
      <button type="button" className="small edge" aria-label={`${isCopied ? '已复制' : '复制'}：${start}`} onClick={onCopy}>
        <Icon name={isCopied ? 'done' : 'copy'} />
        {isCopied ? '已复制' : '复制'}
      </button>
    </li>
  );
}
/** 一、总体情况, 三、表三之前: where a text of the form goes, in few words. */
function nameOf(id: TextId): string {
  const section = SECTIONS.find((one) => one.id === id);
  if (!section) return '前言';
  return `${section.numeral}、${isTable(section.id) ? `表${section.numeral}之前` : section.brief}`;
}
