/** Sections 一 and 五: the text, and beside its heading what it must say and has said already. */
import { useRef } from 'react';
import { headingOf } from '../shared/form.ts';
import { asPrinted } from '../shared/live.ts';
import {
  GOVERNMENT_RESULTS,
  isGovernment,
  locatedLines,
  problemsStated,
  SHORT_OVERVIEW,
  type TopicState,
  topicStates,
  USUAL_OPENING,
} from '../shared/narrative.ts';
import { charactersIn, grouped, plain } from '../shared/outline.ts';
import type { Report } from '../shared/report.ts';
import type { StaleParagraph } from '../shared/stale.ts';
import { quoteAt, type Shown, TONE_NAMES, viewOf } from './derived.ts';
import { TextEditor } from './editor.tsx';
import { Icon, type IconName } from './icon.tsx';
import { insertNumber } from './insert-number.ts';
import { LastProblems } from './last-problems.tsx';
import { NextUntouched, StaleMeter } from './stale-meter.tsx';
import { goTo, replaceText, useReport, useStore } from './store.ts';
import { headingFor, topicsOf, withHeading, withLineBelow } from './topics.ts';
import { untouched } from './untouched.ts';

type Id = 'overview' | 'problems';

const WHAT_TO_WRITE: Readonly<Record<Id, string>> = {
  overview:
    '写主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面，本年做了什么、有多少。小标题写成“（一）主动公开”，一段一行。',
  problems: '先写存在的主要问题，再写逐条对应的改进措施；上年提出的问题改进得怎样，也可以写。',
};

export function NarrativeSection({ id }: { id: Id }) {
  const heading = headingOf(id);
  const length = charactersIn(asPrinted(useReport()).texts[id]);
  return (
    <>
      <div className="head">
        <h1>{heading}</h1>
        <div className="actions">
          {id === 'overview' && <StaleMeter id="preamble" name="前言" />}
          <StaleMeter id={id} />
          <NextUntouched beside={id} />
          <button type="button" className="edge small" onClick={insertNumber}>
            <Icon name="grid" />
            插入表中数字 <kbd>Ctrl+I</kbd>
          </button>
          <span className="length">
            {grouped(length)} 字{id === 'overview' && length > 0 && length < SHORT_OVERVIEW && '，可能太少'}
          </span>
        </div>
      </div>
      {id === 'overview' ? <Overview heading={heading} /> : <Problems heading={heading} />}
    </>
  );
}

/** One thing the text must say: its name, and how far it is said. */
function Item({
  name,
  icon,
  tone,
  state,
  current,
  onClick,
}: {
  name: string;
  icon: IconName;
  tone: string;
  state: string;
  current?: boolean;
  onClick: () => void;
}) {
  return (
    <li>
      <button type="button" aria-current={current ? 'true' : undefined} onClick={onClick}>
        <b>{name}</b>
        <span className={tone}>
          <Icon name={icon} />
          {state}
        </span>
      </button>
    </li>
  );
}

// Section 一

function Overview({ heading }: { heading: string }) {
  const report = useReport();
  const missingList = useRef<HTMLDivElement>(null);
  const place = useStore((s) => s.place);
  const shown = useStore((s) => viewOf(s).shown);
  const old = useStore(untouched);
  const text = report.texts.overview;
  const topics = topicsOf(report);
  const caret = place?.kind === 'text' && place.id === 'overview' ? place.from : undefined;
  return (
    <>
      <ol className="topics" aria-label="总体情况要写到的五个方面">
        {topics.map((state) => (
          <Item
            key={state.topic.id}
            name={shortName(state.topic.name)}
            {...standing(state, shown, text, old)}
            current={caret !== undefined && state.written && state.spans.some(({ from, to }) => from <= caret && caret <= to)}
            onClick={() => lead(state, text, missingList.current)}
          />
        ))}
      </ol>
      {isGovernment(report.unit) && <Results report={report} />}
      <div className="flow">
        <Opening text={report.texts.preamble} />
        <div className="para text">
          <TextEditor id="overview" label={heading} placeholder={WHAT_TO_WRITE.overview} />
        </div>
        <Missing ref={missingList} text={text} topics={topics.filter(({ written }) => !written)} />
      </div>
    </>
  );
}
const shortName = (name: string): string => name.replace(/^政府信息公开/, '');

type Standing = { readonly icon: IconName; readonly tone: string; readonly state: string };

/** Whether one of these stretches, which are in order and may be as many as a text has lines, holds a place. */
function isWithin(spans: TopicState['spans'], at: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.from ?? Number.POSITIVE_INFINITY) <= at;
}

/** What of a topic is still last year's, or the gravest finding in its paragraphs, or their length. */
function standing({ written, length, spans }: TopicState, shown: readonly Shown[], text: string, old: readonly StaleParagraph[]): Standing {
  if (!written) return { icon: 'blank', tone: 'blank', state: '没有写到' };
  if (length === 0) return { icon: 'blank', tone: 'blank', state: '只有小标题' };
  const said = spans.filter((span) => span.length > 0);
  const left = said.filter((span) => old.some((paragraph) => paragraph.text === 'overview' && paragraph.from === span.from)).length;
  if (left > 0) return { icon: 'doubt', tone: 'doubt', state: left === said.length ? '沿用上年' : `沿用上年 ${left} 段` };
  const doubts = shown.filter(({ finding, tone }) => {
    if (finding.section !== 'overview' || tone === 'hint') return false;
    const at = finding.correction?.span.from ?? quoteAt(finding, text);
    return isWithin(spans, at);
  });
  const tone = doubts[0]?.tone;
  if (tone) return { icon: tone, tone, state: `${TONE_NAMES[tone]} ${doubts.filter((item) => item.tone === tone).length}` };
  return { icon: 'done', tone: 'done', state: `${grouped(length)} 字` };
}

/** To where writing about a topic goes on, or to the button that inserts its heading. */
function lead({ topic, written, spans, length }: TopicState, narrative: string, missingList: HTMLElement | null): void {
  const end = spans.at(-1)?.to;
  if (!written || end === undefined) {
    missingList?.querySelector<HTMLElement>(`[data-topic="${topic.id}"]`)?.focus();
    return;
  }
  const { text, caret } = length === 0 ? withLineBelow(narrative, end) : { text: narrative, caret: end };
  if (text !== narrative) replaceText('overview', text);
  goTo({ kind: 'text', id: 'overview', from: caret });
}

/** What a government reports besides. */
function Results({ report }: { report: Report }) {
  const text = report.texts.overview;
  const paragraphs = locatedLines(text);
  const find = (words: RegExp): number | undefined => paragraphs.find(({ line }) => words.test(plain(line)))?.from;
  const supervision = topicStates(text).find(({ topic }) => topic.id === 'supervision');
  const end = supervision?.spans.at(-1)?.to ?? text.length;
  return (
    <ol className="topics results" aria-label="政府的年报还要写明的三项结果">
      {GOVERNMENT_RESULTS.map(({ name, words }) => {
        const at = find(words);
        const standing: Standing =
          at === undefined ? { icon: 'blank', tone: 'blank', state: '没有写到' } : { icon: 'done', tone: 'done', state: '已写到' };
        return <Item key={name} name={name} {...standing} onClick={() => goTo({ kind: 'text', id: 'overview', from: at ?? end })} />;
      })}
    </ol>
  );
}

function Opening({ text }: { text: string }) {
  const isOld = useStore((s) => untouched(s).some((paragraph) => paragraph.text === 'preamble'));
  return (
    <div className={isOld ? 'para preamble old-wording' : 'para preamble'}>
      <span className="side" aria-hidden="true">
        前言
      </span>
      <TextEditor id="preamble" label="前言" placeholder="写编制的依据，一两句即可。" autoHeight />
      {text.trim() === '' && (
        <p className="note">
          <button type="button" className="edge small" onClick={() => replaceText('preamble', USUAL_OPENING)}>
            填入通常的写法
          </button>
          {USUAL_OPENING}
        </p>
      )}
    </div>
  );
}

/** The topics that are not written yet, each with its heading to insert. */
function Missing({ ref, text, topics }: { ref: React.Ref<HTMLDivElement>; text: string; topics: readonly TopicState[] }) {
  const insert = (state: TopicState): void => {
    const { text: after, caret } = withHeading(text, state.topic);
    replaceText('overview', after);
    goTo({ kind: 'text', id: 'overview', from: caret });
  };
  const insertAll = (): void => {
    const [first, ...others] = topics.map(({ topic }) => topic);
    if (!first) return;
    // The others come after it, so that its place stays where it is.
    const { text: begun, caret } = withHeading(text, first);
    replaceText(
      'overview',
      others.reduce((narrative, topic) => withHeading(narrative, topic).text, begun),
    );
    goTo({ kind: 'text', id: 'overview', from: caret });
  };
  return (
    <div className="para missing" ref={ref}>
      {topics.map((state) => (
        <p key={state.topic.id}>
          <span className="name">{topics.length === 1 ? headingFor(text, state.topic) : state.topic.name}</span>
          <span className="note">
            <Icon name="blank" />
            还没有写
            <button type="button" className="edge small" data-topic={state.topic.id} onClick={() => insert(state)}>
              插入小标题
            </button>
          </span>
        </p>
      ))}
      {topics.length > 1 && (
        <p>
          <span className="note">
            <button type="button" className="edge small" onClick={insertAll}>
              {'零一两三四五'[topics.length]}个小标题都插入
            </button>
          </span>
        </p>
      )}
    </div>
  );
}

// Section 五

const SKELETONS = [
  { about: 'problems', text: '存在的主要问题：一是…；二是…。' },
  { about: 'measures', text: '改进措施：一是…；二是…。' },
] as const;

function Problems({ heading }: { heading: string }) {
  const text = useReport().texts.problems;
  const { problems, measures } = problemsStated(text);
  const both = SKELETONS.map((skeleton) => skeleton.text).join('\n');
  const toStart = (): void => goTo({ kind: 'text', id: 'problems', from: 0 });
  return (
    <>
      <ol className="topics pair" aria-label="这一部分要写到的两方面">
        <Item name="存在的问题" {...counted(problems, '个')} onClick={toStart} />
        <Item name="改进措施" {...counted(measures, '条', problems.count)} onClick={toStart} />
      </ol>
      <LastProblems />
      <div className="flow">
        <div className="para text">
          <TextEditor id="problems" label={heading} placeholder={WHAT_TO_WRITE.problems} />
        </div>
        {text.trim() === '' && (
          <div className="para missing">
            {SKELETONS.map((skeleton) => (
              <p key={skeleton.about}>
                <span className="name">{skeleton.text}</span>
                <span className="note">
                  <button type="button" className="edge small" onClick={() => insertSkeleton(skeleton.text)}>
                    插入
                  </button>
                </span>
              </p>
            ))}
            <p>
              <span className="note">
                <button type="button" className="edge small" onClick={() => insertSkeleton(both)}>
                  两句都插入
                </button>
              </span>
            </p>
          </div>
        )}
      </div>
    </>
  );
}

function insertSkeleton(text: string): void {
  replaceText('problems', text);
  const from = text.indexOf('…');
  goTo({ kind: 'text', id: 'problems', from, to: from + 1, select: true });
}

/** What was counted out, and fewer measures than problems, as R57 sees it. */
function counted({ written, count }: { written: boolean; count: number }, measure: string, atLeast = 0): Standing {
  if (!written && count === 0) return { icon: 'blank', tone: 'blank', state: '没有写到' };
  if (count === 0) return { icon: 'done', tone: 'done', state: '已写到' };
  if (count < atLeast) return { icon: 'doubt', tone: 'doubt', state: `${count} ${measure}，少于问题` };
  return { icon: 'done', tone: 'done', state: `${count} ${measure}` };
}
