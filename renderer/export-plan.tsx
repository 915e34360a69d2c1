/** The right half of the export sheet before anything is written: what will be, and what stands against a final copy. */
import { errorsLeft, summaryOf } from './derived.ts';
import { doubtsLeft, exportName, type Format, type Purpose, untouchedLeft } from './export.ts';
import { Icon } from './icon.tsx';
import { askForCheck, closeDialog, goTo, type OpenDocument, useStore } from './store.ts';
import { untouched } from './untouched.ts';

interface Props {
  readonly open: OpenDocument;
  readonly purpose: Purpose;
  readonly formats: readonly Format[];
}
export function ExportPlan({ open, purpose, formats }: Props) {
  const { errors, blanks } = summaryOf(open);
  const left = [errors > 0 ? `错误 ${errors}` : '', blanks > 0 ? `未填 ${blanks}` : ''].filter((part) => part !== '').join('、');
  const showFindings = (): void => {
    closeDialog();
    askForCheck();
  };
  return (
    <>
      {errorsLeft(open.draft) > 0 && (
        <div className="against">
          <Icon name="error" />
          <p>还有{left}，只能导出送审稿，每页印“草稿”。</p>
          <button type="button" className="edge small" onClick={showFindings}>
            查看并改正
          </button>
        </div>
      )}
      <Doubts open={open} onShow={showFindings} />
      <Untouched />
      {formats.length === 0 ? (
        <p className="say">请选至少一种格式。</p>
      ) : (
        <ul className="files">
          {formats.map((format) => (
            <li key={format}>
              <Icon name="file" />
              <div>
                <b>{exportName(open.draft.report, format, purpose)}</b>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="say">导出后重新读出每个文件，和草稿逐个数字比对，结果显示在这里。</p>
    </>
  );
}

/** What is open without a reason: it may be true, so it is told and stands against nothing. */
function Doubts({ open, onShow }: { open: OpenDocument; onShow: () => void }) {
  const said = doubtsLeft(open);
  if (!said) return null;
  return (
    <div className="against doubtful">
      <Icon name="doubt" />
      <p>{said}</p>
      <button type="button" className="edge small" onClick={onShow}>
        查看
      </button>
    </div>
  );
}

/** Paragraphs of last year that nobody touched or confirmed. They may be true, so they are shown and stand against nothing. */
function Untouched() {
  const stale = useStore(untouched);
  const [first] = stale;
  if (!first) return null;
  const lead = (): void => {
    closeDialog();
    goTo({ kind: 'text', id: first.text, from: first.from, to: first.to });
  };
  return (
    <div className="against doubtful">
      <Icon name="doubt" />
      <p>{untouchedLeft(stale)}</p>
      <button type="button" className="edge small" onClick={lead}>
        看第一段
      </button>
    </div>
  );
}
