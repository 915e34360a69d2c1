/** The parts of which the whole-window screens 导入 and 以上年为基础新建 are made. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface KindProps {
  /** How the tag is coloured. */
  readonly mark: 'done' | 'turn' | 'wipe' | 'doubt';
  readonly icon: IconName;
  readonly name: string;
  /** Beside the tag, in bold. */
  readonly count?: string;
  readonly note: string;
  readonly children: ReactNode;
}
export function Kind({ mark, icon, name, count, note, children }: KindProps) {
  return (
    <section className="kind">
      <header>
        <h3>
          <span className={`mark ${mark}`}>
            <Icon name={icon} />
            {name}
          </span>
          {count && <b>{count}</b>}
        </h3>
        <p>{note}</p>
      </header>
      {children}
    </section>
  );
}

/** A sentence under the rows it speaks of. */
export const Note = ({ icon, children }: { icon: 'error' | 'doubt' | 'blank'; children: ReactNode }) => (
  <p className="noted">
    <Icon name={icon} className={icon} />
    <span>{children}</span>
  </p>
);

/** At most so many of a list are drawn; the rest is counted. */
export function firstOf<T>(list: readonly T[], most: number): { readonly shown: readonly T[]; readonly rest: number } {
  return { shown: list.slice(0, most), rest: Math.max(0, list.length - most) };
}
