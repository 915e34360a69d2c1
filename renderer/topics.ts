/** Small headings of section 一: where a missing one belongs and how it is numbered. */
import { printed, writtenSpan } from '../shared/live.ts';
import { locatedLines, TOPICS, type Topic, type TopicState, topicStates, topicsNamed } from '../shared/narrative.ts';
import { chineseNumber, outline } from '../shared/outline.ts';
import type { Report } from '../shared/report.ts';

/** The topics of section 一 as they are printed, with their places in the text as it is written. */
export function topicsOf(report: Report): TopicState[] {
  const expanded = printed(report).texts.overview;
  return topicStates(expanded.text).map((state) => ({
    ...state,
    spans: state.spans.map((span) => ({ ...span, ...writtenSpan(expanded, span) })),
  }));
}

interface Head {
  readonly from: number;
  /** （二） */
  readonly marker: string;
  readonly last: number;
}

/** The headings of the first level of a narrative, with the latest topic each names (-1 for none of the five). */
function headsOf(narrative: string): Head[] {
  return locatedLines(narrative).flatMap(({ line, from }) => {
    const block = outline(line)[0];
    const head = block?.kind === 'heading' ? block : block?.runIn;
    if (head?.level !== 2) return [];
    const marker = /^[（(][一二三四五六七八九十]{1,3}[）)]/.exec(line)?.[0] ?? '';
    return [{ from, marker, last: Math.max(-1, ...topicsNamed(head.text).map((topic) => TOPICS.indexOf(topic))) }];
  });
}
const markerOf = (number: number): string => `（${chineseNumber(number)}）`;

/** （三）政府信息管理, as it would be inserted. */
export function headingFor(narrative: string, topic: Topic): string {
  const heads = headsOf(narrative);
  const after = heads.findIndex(({ last }) => last > TOPICS.indexOf(topic));
  return markerOf((after < 0 ? heads.length : after) + 1) + topic.name;
}

/** The narrative with the heading of a topic and an empty line to write in; the headings after it are counted on. */
export function withHeading(narrative: string, topic: Topic): { text: string; caret: number } {
  const heads = headsOf(narrative);
  const after = heads.findIndex(({ last }) => last > TOPICS.indexOf(topic));
  const heading = headingFor(narrative, topic);
  if (after < 0) {
    const before = narrative.trimEnd();
    // A heading without text keeps its empty line to write in.
    const gap = before === '' ? '' : outline(before).at(-1)?.kind === 'heading' ? '\n\n' : '\n';
    const text = `${before}${gap}${heading}\n`;
    return { text, caret: text.length };
  }
  const at = heads[after]?.from ?? 0;
  return { text: `${narrative.slice(0, at)}${heading}\n\n${renumbered(narrative.slice(at), after)}`, caret: at + heading.length + 1 };
}

/** The narrative with an empty line to write in below the heading that ends at `end`: the one that is there, or a new one. */
export function withLineBelow(narrative: string, end: number): { text: string; caret: number } {
  const after = narrative.slice(end);
  if (/^[^\S\n]*\n[^\S\n]*(?:\n|$)/.test(after)) return { text: narrative, caret: end + after.indexOf('\n') + 1 };
  return { text: `${narrative.slice(0, end)}\n${after}`, caret: end + 1 };
}

/** The headings of the first level in a text that follows `before` others, each counted one further; numbers out of step stay as typed. */
function renumbered(text: string, before: number): string {
  const heads = headsOf(text);
  return heads.reduceRight((result, { from, marker }, index) => {
    if (marker !== markerOf(before + index + 1)) return result;
    return result.slice(0, from) + markerOf(before + index + 2) + result.slice(from + marker.length);
  }, text);
}
