/** The six sections, each with what it still holds. */
import { useMemo } from 'react';
import { SECTIONS, type SectionId } from '../shared/form.ts';
import type { Fee } from '../shared/report.ts';
import { blanks, FILLABLE_COUNT, sectionStates, TONE_NAMES, type Tone, viewOf } from './derived.ts';
import { freeKeys, isFree } from './free-keys.ts';
import { Icon, type IconName } from './icon.tsx';
import { unanswered } from './past-problems.ts';
import { showSection, useReport, useStore } from './store.ts';
import { takenFrom, untouched } from './untouched.ts';

interface Mark {
  readonly look: Tone | 'blank' | 'past' | 'done';
  readonly text: string;
}
/** The gravest is spelt out, the others show their number. What nobody looked at since last year is told where nothing else is left. */
function marksOf(tones: Readonly<Record<Tone, number>>, blank: number, isEmpty: boolean, rest: readonly Mark[]): Mark[] {
  const counted = (['error', 'doubt', 'hint'] as const)
    .filter((tone) => tones[tone] > 0)
    .map((tone): Mark => ({ look: tone, text: `${TONE_NAMES[tone]} ${tones[tone]}` }));
  if (blank > 0) counted.push({ look: 'blank', text: `未填 ${blank}` });
  if (counted.length === 0 && isEmpty) return [{ look: 'blank', text: '还没有写' }];
  if (counted.length === 0) return rest.slice(0, 1);
  return counted.map((mark, index) => (index === 0 ? mark : { ...mark, text: mark.text.replace(/^\D+/, '') }));
}

const DONE: Mark = { look: 'done', text: '已完成' };
/** What a section without findings still has of last year, or else that it is done; nothing while nothing is known. */
function useRest(): (id: SectionId) => readonly Mark[] {
  const { texts } = useReport();
  const old = useStore(untouched);
  const last = useStore(takenFrom);
  const unchecked = useStore((s) => s.unchecked);
  const problems = useMemo(() => (last ? unanswered(texts.problems, last) : 0), [texts.problems, last]);
  if (unchecked) return () => [];
  return (id) => {
    const count = old.filter(({ text }) => text === id || (text === 'preamble' && id === 'overview')).length;
    return [
      ...(id === 'problems' && problems > 0 ? [{ look: 'past', text: `上年问题 ${problems}` } as const] : []),
      ...(count > 0 ? [{ look: 'past', text: `上年文字 ${count}` } as const] : []),
      DONE,
    ];
  };
}

export function Rail() {
  const current = useStore((s) => s.section);
  const view = useStore(viewOf);
  const report = useReport();
  const states = sectionStates(view);
  const restOf = useRest();
  const filled = FILLABLE_COUNT - blanks(report).size;
  return (
    <nav className="rail" aria-label="六个部分">
      <ol>
        {SECTIONS.map(({ id, numeral, brief }, index) => (
          <li key={id}>
            <button
              type="button"
              title={freeKeys(`Ctrl+${index + 1}`) || undefined}
              {...(id === current && { 'aria-current': 'page' as const })}
              onClick={() => showSection(id)}
            >
              <span className="no">{numeral}</span>
              <span className="name">{brief}</span>
              <span className="state">
                {marksOf(states[id].tones, states[id].blank, isEmptyText(id, report.texts[id], report.fee), restOf(id)).map(
                  ({ look, text }) => (
                    <span key={look} className={look}>
                      <Icon name={look as IconName} />
                      {text}
                    </span>
                  ),
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div className="progress">
        <p>
          已填 <b>{filled}</b> / {FILLABLE_COUNT} 格
        </p>
        <div className="bar">
          <i style={{ width: `${(filled / FILLABLE_COUNT) * 100}%` }} />
        </div>
        <p className="keys">
          {isFree('Ctrl+1～6') && (
            <>
              <kbd>Ctrl+1～6</kbd> 换部分
              <br />
            </>
          )}
          <kbd>F6</kbd> 换区域
        </p>
      </div>
    </nav>
  );
}

const isEmptyText = (id: SectionId, text: string, fee: Fee): boolean =>
  id === 'overview' || id === 'problems' ? text.trim() === '' : id === 'other' && Object.values(fee).some((typed) => typed === '');
