/** How much of a text still is last year's wording, and the way to the next paragraph of it. */
import type { TextId } from '../shared/form.ts';
import { percent } from '../shared/repeated.ts';
import { useStore } from './store.ts';
import { nextUntouched, untouched, untouchedShare } from './untouched.ts';

/** As R28 counts: what was confirmed is part of what is like last year's. */
function useMeter(id: TextId): { readonly all: number; readonly confirmed: number } | null {
  const share = useStore((s) => untouchedShare(s, id));
  const all = percent(share.stale + share.confirmed);
  return all === 0 ? null : { all, confirmed: Math.min(all, percent(share.confirmed)) };
}

/** `name` says which text is meant where two have their meter side by side. */
export function StaleMeter({ id, name }: { id: TextId; name?: string }) {
  const meter = useMeter(id);
  if (!meter) return null;
  const { all, confirmed } = meter;
  return (
    <span className="meter" data-text={id}>
      <span className="track" aria-hidden="true">
        <i style={{ width: `${all - confirmed}%` }} />
        <i className="confirmed" style={{ width: `${confirmed}%` }} />
      </span>
      <span>
        {name}仍是上年文字 {all}%{confirmed > 0 && `，其中 ${confirmed}% 已确认`}
      </span>
    </span>
  );
}

/** Beside a text that has no meter it says what it leads to. */
export function NextUntouched({ beside }: { beside: TextId }) {
  const isNamed = useMeter(beside) === null;
  const count = useStore((s) => untouched(s).length);
  if (count === 0) return null;
  return (
    <button type="button" className="small" onClick={nextUntouched} title={`上年文字还有 ${count} 段没有看`}>
      下一段{isNamed && '上年文字'} <kbd>Alt+N</kbd>
    </button>
  );
}
