/** An icon of the sprite in index.html. It never stands alone: words or an `aria-label` are beside it. */
export type IconName =
  | 'error'
  | 'doubt'
  | 'hint'
  | 'blank'
  | 'done'
  | 'undo'
  | 'redo'
  | 'right'
  | 'fold'
  | 'close'
  | 'file'
  | 'new'
  | 'open'
  | 'next'
  | 'grid'
  | 'past'
  | 'drop'
  | 'swap'
  | 'copy'
  | 'lock';

export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`i ${className}`} aria-hidden="true">
      <use href={`#${name}`} />
    </svg>
  );
}
