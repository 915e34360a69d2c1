/** The exported page itself, kept up to date while the report is written. A click in it leads to the form. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Report } from '../shared/report.ts';
import { renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { errorsLeft } from './derived.ts';
import { useEscape } from './escape.ts';
import { patch } from './patch.ts';
import { elementAt, type Target, targetOf } from './preview-places.ts';
import { goTo, type Place, type State, showSection, state, theDocument, update, useStore } from './store.ts';
import { dateText } from './when.ts';

/** A4 at 96 dots an inch. */
const PAGE_WIDTH = 794;
/** Only for the window: no desk of its own around the page, and a soft mark at the place that has the focus. */
const WINDOW_STYLE = `html{overflow:hidden}body{background:#fff}main{width:${PAGE_WIDTH}px;max-width:none;margin:0}
main *{cursor:default}[data-here]{outline:2px solid #6d94c9;outline-offset:1px;background:#eef4fc}`;

export function PreviewPane() {
  const frame = useRef<HTMLIFrameElement>(null);
  const desk = useRef<HTMLElement>(null);
  const [isLoaded, setLoaded] = useState(false);
  const isLarge = useStore((s) => s.largePreview);
  useEscape(isLarge, makeSmall);
  useSamePlace(frame, desk, isLarge);
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (isLoaded && page) return keepUpToDate(page, desk);
  }, [isLoaded]);
  return (
    <>
      <div className="pagebar">
        <b>网页</b>
        <span className="pg">点一处，到该处修改</span>
        <button type="button" className="edge small" aria-pressed={isLarge} onClick={() => update({ largePreview: !isLarge })}>
          {isLarge ? '缩小' : '放大'}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the region cannot be scrolled by keyboard */}
      <section className="desk scroll" ref={desk} tabIndex={0} aria-label="预览">
        <div className="a4wrap">
          <iframe
            className="a4"
            ref={frame}
            src="preview.html"
            sandbox="allow-same-origin"
            title="网页预览"
            onLoad={() => setLoaded(true)}
          />
        </div>
      </section>
    </>
  );
}

const makeSmall = (): void => update({ largePreview: false });

/** What was at the top of the desk stays there when the page changes its size. */
function useSamePlace(frame: RefObject<HTMLIFrameElement | null>, desk: RefObject<HTMLElement | null>, isLarge: boolean): void {
  const before = useRef<{ readonly page: number; readonly top: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what changed
  useLayoutEffect(() => {
    const [page, shown] = [frame.current, desk.current];
    if (!page || !shown) return;
    if (before.current) shown.scrollTop = (before.current.top * page.getBoundingClientRect().height) / before.current.page;
    // The last moment at which the page has its old size.
    return () => {
      before.current = { page: page.getBoundingClientRect().height, top: shown.scrollTop };
    };
  }, [isLarge]);
}

/** Follows the store. The page is written when the window has nothing else to do, so that no keystroke waits for it. */
function keepUpToDate(page: Document, desk: RefObject<HTMLElement | null>): () => void {
  let waiting = 0;
  let shown: { draft: unknown; key: string } = { draft: null, key: '' };
  const show = (): void => {
    waiting = 0;
    const { document, place, section } = state();
    if (!document) return;
    const { draft } = document;
    if (shown.draft !== draft) {
      writePage(page, pageOf(draft.report, errorsLeft(draft)));
      // At once and not as state: what comes into view next depends on it.
      desk.current?.style.setProperty('--page-height', `${page.body.scrollHeight}px`);
    }
    const here = markHere(page, place, section, draft.report);
    const key = keyOfPlace(place, section, here);
    if (here && shown.key !== key) bringIntoView(here, desk.current);
    shown = { draft, key };
  };
  // The page has the keyboard while text in it is selected; the window's commands work all the same.
  const onKey = (event: KeyboardEvent): void => {
    if (!desk.current?.dispatchEvent(new KeyboardEvent(event.type, event))) event.preventDefault();
  };
  const later = (): void => {
    waiting ||= requestIdleCallback(show, { timeout: 300 });
  };
  const onClick = (event: MouseEvent): void => {
    // Text that is being selected to be copied is no click.
    if (page.getSelection()?.isCollapsed === false) return;
    desk.current?.focus({ preventScroll: true });
    follow(event.target as Element, page);
  };
  show();
  page.addEventListener('click', onClick);
  page.addEventListener('keydown', onKey);
  const stop = useStore.subscribe((now, before) => {
    if (now.document !== before.document || now.place !== before.place || now.section !== before.section) later();
  });
  return () => {
    stop();
    cancelIdleCallback(waiting);
    page.removeEventListener('click', onClick);
    page.removeEventListener('keydown', onKey);
  };
}

const pageOf = (report: Report, errors: number): string => renderPage(renderModel(report, errors), { published: dateText() });

/** Parsed inside the frame: the window's own content security policy forbids the style attributes of the page. */
function writePage(page: Document, html: string): void {
  const parsed = page.createElement('template');
  parsed.innerHTML = html;
  // Nothing in a page this wide scrolls by itself, so nothing in it needs the focus.
  for (const element of parsed.content.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
  for (const element of page.querySelectorAll('[data-here]')) element.removeAttribute('data-here');
  const style = parsed.content.querySelector('style');
  const main = parsed.content.querySelector('main');
  const shown = page.querySelector('main');
  if (!style || !main) return;
  if (shown) {
    patch(shown, main);
    return;
  }
  // Only what it says of printing ever changes, so it is written once.
  style.textContent += WINDOW_STYLE;
  page.head.append(style);
  page.body.append(main);
}

function markHere(page: Document, place: Place | null, section: State['section'], report: Report): Element | null {
  const main = page.querySelector('main');
  const here = main && elementAt(main, place, section, report);
  const marked = page.querySelector('[data-here]');
  // The heading of a section stands for all of it and is not marked.
  const wanted = here?.matches('h1, h2') ? null : here;
  if (marked !== wanted) {
    marked?.removeAttribute('data-here');
    wanted?.setAttribute('data-here', '');
  }
  return here ?? null;
}

/** The same while a person types in one place. */
function keyOfPlace(place: Place | null, section: State['section'], here: Element | null): string {
  const index = here?.parentElement ? [...here.parentElement.children].indexOf(here) : -1;
  return place?.kind === 'cell' ? place.id : `${place?.id ?? section} ${index}`;
}

function bringIntoView(element: Element, desk: HTMLElement | null): void {
  const frame = desk?.querySelector('iframe');
  if (!desk || !frame) return;
  const zoom = frame.getBoundingClientRect().width / PAGE_WIDTH;
  const page = frame.getBoundingClientRect().top - desk.getBoundingClientRect().top;
  const { top, height } = element.getBoundingClientRect();
  const above = page + top * zoom;
  const margin = desk.clientHeight / 6;
  if (element.matches('h1')) desk.scrollTop = 0;
  else if (element.matches('h2')) desk.scrollTop += above - 24;
  else if (above < 0 || above + height * zoom > desk.clientHeight) desk.scrollTop += above - margin;
}

function follow(clicked: Element, page: Document): void {
  const main = page.querySelector('main');
  const target = main && targetOf(clicked, main, theDocument().draft.report);
  if (target) lead(target);
}

function lead(target: Target): void {
  if (target.kind === 'place') goTo(target.place);
  else if (target.kind === 'section') showSection(target.section);
  else if (target.kind === 'title') update({ dialog: { kind: 'unit', isNew: false } });
  else update({ pane: 'findings' });
}
