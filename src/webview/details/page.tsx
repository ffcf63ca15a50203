import * as l10n from '@vscode/l10n';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { useDone, type Control, type Feedback } from './feedback';
import { useHeadingFocus } from './focus';
import { readState, type Host, type PageState } from './host';
import { EmptyPage, JobPage } from './jobPage';
import type { PanelState, ToPage } from './pageMessages';
import { PageContext } from './pageContext';
import { copiedText, formatCount, withNote } from './texts';

/** Returns the announcement when an action succeeded. */
function doneText(action: DetailsAction): string | undefined {
  switch (action) {
    case 'copyJobId':
      return l10n.t('Job ID copied');
    case 'copySourceUrl':
      return l10n.t('S3 URL copied');
    case 'copyFailedRecordsUrl':
      return l10n.t('Failed records URL copied');
    case 'copyResultUrl':
      return l10n.t('Result URL copied');
    case 'copyAsJson':
      return l10n.t('JSON copied');
    case 'refresh':
      return l10n.t('Refreshed');
    default:
      return undefined;
  }
}

type Shown = ToPage & { readonly type: 'show' | 'empty' };

interface Props {
  readonly host: Host;
  readonly announce: PageContext['announce'];
  /** The newest message from the extension. */
  readonly message: ToPage;
}

/** Renders what the extension sends and sends what the user clicks. */
export function Page({ host, announce, message }: Props) {
  const [state, setState] = useState(() => readState(host.getState()));
  const [shown, setShown] = useState<Shown>();
  const { done, ...feedback } = useDone();
  const model = shown?.type === 'show' ? shown.model : undefined;

  const show = (next: ToPage & { readonly type: 'show' }) => {
    const { connection = '', job } = state;
    if (job !== undefined && keyOf({ connection, job }) !== keyOf(next.panelState)) {
      feedback.clear();
      // The raw response stays open, and failures stay grouped.
      remember({ filter: '', opened: [], scroll: 0, ...next.panelState });
    } else {
      announceChange(next.model);
      remember(next.panelState);
    }
    setShown(next);
  };

  const announceChange = ({ read, stateLabel, summary }: DetailsModel) => {
    if (read.state === 'failed' && model !== undefined && model.read.state !== 'failed') {
      announce(read.sentence);
    } else if (model !== undefined && stateLabel !== model.stateLabel) {
      announce(summary);
    }
  };

  const showEmpty = (empty: ToPage & { readonly type: 'empty' }) => {
    const before = shown?.type === 'empty' ? shown : undefined;
    const isRetried = before !== undefined && before.busy.length > 0 && empty.busy.length === 0;
    if (isRetried || before?.text !== empty.text) {
      announce(withNote(empty.title, empty.text));
    }
    feedback.clear();
    setShown(empty);
  };

  const showOutcome = (control: Control, ok: boolean, words: string | undefined, note?: string) => {
    if (ok && words !== undefined) {
      feedback.add(control, note);
      announce(withNote(words, note));
    } else {
      feedback.remove(control);
    }
  };

  const receive = () => {
    switch (message.type) {
      case 'show':
        show(message);
        break;
      case 'empty':
        showEmpty(message);
        break;
      case 'focusHeading':
        document.querySelector('h1')?.focus();
        break;
      case 'acted': {
        const { action, ok, note } = message;
        // A failed refresh was announced already.
        const hasFailed = action === 'refresh' && (model === undefined || model.read.state === 'failed');
        showOutcome(action, ok && !hasFailed, doneText(action), note);
        break;
      }
      case 'rowCopied': {
        const row = model?.sections.flatMap(({ rows }) => rows).find(({ id }) => id === message.id);
        showOutcome(
          `row ${message.id}` as const,
          message.ok,
          l10n.t({ message: '{0} copied', args: [row?.label ?? ''], comment: ['{0} is a field, such as "Bucket"'] }),
        );
        break;
      }
      case 'entryCopied':
        showOutcome(
          `entry ${message.index}` as const,
          message.ok,
          l10n.t('Failure {0} copied', formatCount(message.index + 1)),
        );
        break;
      case 'entriesCopied':
        showOutcome(message.what, message.count > 0, copiedText(message.count));
        break;
    }
  };

  const remember = (change: Partial<PageState>) => setState((old) => ({ ...old, ...change }));
  useLayoutEffect(() => {
    host.setState(state);
  }, [state]);
  useLayoutEffect(receive, [message]);
  useHeadingFocus(shown?.type === 'show' ? keyOf(shown.panelState) : shown?.type);

  if (shown === undefined) {
    return undefined;
  }
  const busy = shown.busy.map((action): [Control, Feedback] => [action, { state: 'busy' }]);
  const context = { send: host.postMessage, announce, state, remember, feedback: new Map([...busy, ...done]) };
  return (
    <PageContext.Provider value={context}>
      {shown.type === 'show' ? (
        <JobPage key={keyOf(shown.panelState)} model={shown.model} panel={shown.panel} />
      ) : (
        <EmptyPage {...shown} />
      )}
    </PageContext.Provider>
  );
}

function keyOf({ connection, job: { service, id, scope } }: Pick<PanelState, 'connection' | 'job'>): string {
  return JSON.stringify([connection, service, id, scope]);
}
