/** 上年问题改得怎样: what section 五 of last year named, to be answered in this year's. It writes nothing by itself. */
import { useState } from 'react';
import { asPrinted } from '../shared/live.ts';
import { lastProblems, type Problem } from '../shared/problems.ts';
import { runCommand } from './commands.ts';
import { Icon, type IconName } from './icon.tsx';
import { type Answer, answerTo, withAnswer } from './past-problems.ts';
import { goTo, replaceText, theDocument, useReport, useStore } from './store.ts';
import { takenFrom } from './untouched.ts';

const LOOKS: Readonly<Record<Answer, { readonly icon: IconName; readonly says: string }>> = {
  written: { icon: 'done', says: '已写到' },
  begun: { icon: 'blank', says: '还没写完' },
  missing: { icon: 'blank', says: '还没写到' },
};

export function LastProblems() {
  const last = useStore(takenFrom);
  const { texts } = useReport();
  // On a low screen the text needs the room.
  const [isOpen, setOpen] = useState(() => matchMedia('(min-height: 440px)').matches);
  if (!last || asPrinted(last).texts.problems.trim() === '') return null;
  const problems = lastProblems(last);
  if (problems.length === 0) return <NoProblems />;
  const answers = problems.map((problem) => answerTo(problem, texts.problems, last.texts.problems));
  const written = answers.filter((answer) => answer === 'written').length;
  return (
    <section className="last-problems" aria-label="上年问题改得怎样">
      <h2>
        <button type="button" className="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="right" className={isOpen ? 'turned' : ''} />
          上年问题改得怎样
          <small>
            {problems.length} 条，已写到 {written} 条
          </small>
        </button>
      </h2>
      {isOpen && (
        <ol>
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: last year's problems never move
            <Item key={index} problem={problem} answer={answers[index] ?? 'missing'} />
          ))}
        </ol>
      )}
    </section>
  );
}

const NoProblems = () => (
  <section className="last-problems none" aria-label="上年问题改得怎样">
    上年年报的第五部分没有认出问题，不列清单，请对照
    <button type="button" className="link" onClick={() => runCommand('lastYear')}>
      上年原文
    </button>
    写改得怎样。
  </section>
);

function Item({ problem, answer }: { problem: Problem; answer: Answer }) {
  const { icon, says } = LOOKS[answer];
  return (
    <li>
      <span className={`state ${icon}`}>
        <Icon name={icon} />
        {says}
      </span>
      <span className="what">
        {problem.problem}
        {problem.measure && <small>上年的措施：{problem.measure}</small>}
      </span>
      {answer !== 'written' && (
        <button type="button" className="edge small" onClick={() => answerIt(problem)}>
          {answer === 'begun' ? '去写完' : '写进正文'}
        </button>
      )}
    </li>
  );
}

/** The open end is selected: the first key writes over it. */
function answerIt(problem: Problem): void {
  const { text, from, to } = withAnswer(problem, theDocument().draft.report.texts.problems);
  replaceText('problems', text);
  goTo({ kind: 'text', id: 'problems', from, to, select: true });
}
