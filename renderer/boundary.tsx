/** Stands where a part of the window could not be drawn: the work is safe, and there is a way on. */
import { Component, type ReactNode } from 'react';
import { keepCopy, needsCopy } from './copies.ts';
import { state } from './store.ts';

/** What was typed last is in the copy as well. */
async function openAgain(): Promise<void> {
  const { document: open } = state();
  if (open && needsCopy(open)) await keepCopy(open);
  location.reload();
}

interface Props {
  readonly children: ReactNode;
  /** What must be asked all the same: of unsaved work, when the window is closed. */
  readonly questions: ReactNode;
}
export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="start broken" role="alert">
        <h1>有一部分没有显示出来</h1>
        <p>可能是程序刚更新过，或者程序文件读不到了。写的内容没有丢：恢复副本照常保存，重新打开后选“恢复”就能接着写。</p>
        <button type="button" className="primary" onClick={() => void openAgain()}>
          重新打开
        </button>
        {this.props.questions}
      </main>
    );
  }
}
