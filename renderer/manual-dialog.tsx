/** 帮助 › 使用手册, over the whole window: its contents on the left, its text on the right. Closed, the window is as it was. */
import { type MouseEvent, useLayoutEffect, useMemo, useRef } from 'react';
import './manual.css';
import { Dialog } from './dialog.tsx';
import { ManualPage } from './manual-page.tsx';
import { ManualSearch } from './manual-search.tsx';
import { manualBlocks } from './manual-text.ts';
import type { Block } from './markdown.ts';
import { closeDialog } from './store.ts';

const PICTURES = import.meta.glob<string>('../docs/manual/*.webp', { eager: true, query: '?url', import: 'default' });
const addressOf = (picture: string): string => PICTURES[`../docs/manual/${picture}`] ?? '';

/** The anchors of the text are not addresses of the window: a link leads without a step in its history. */
function follow(event: MouseEvent): void {
  const anchor = (event.target as Element).closest('a')?.getAttribute('href');
  if (!anchor?.startsWith('#')) return;
  event.preventDefault();
  goTo(anchor.slice(1));
}
function goTo(anchor: string): void {
  const heading = document.getElementById(anchor);
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

export function ManualDialog({ at }: { at: string | null }) {
  const blocks = useMemo(manualBlocks, []);
  const text = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (at) goTo(at);
  }, [at]);
  return (
    <Dialog title="使用手册" className="screen manual" onClose={closeDialog}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: links, which the keyboard clicks */}
      <div className="both" onClick={follow}>
        <ManualSearch text={text} />
        <Contents blocks={blocks} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
        <section className="reading" ref={text} tabIndex={0} aria-label="正文" data-autofocus>
          <ManualPage blocks={blocks.slice(1)} top={2} address={addressOf} />
        </section>
      </div>
    </Dialog>
  );
}

function Contents({ blocks }: { blocks: readonly Block[] }) {
  const headings = blocks.flatMap((block) => (block.kind === 'heading' && block.level > 1 ? [block] : []));
  return (
    <nav aria-label="目录">
      <ul>
        {headings.map(({ id, text, level }) => (
          <li key={id} className={level === 2 ? 'chapter' : ''}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
