import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import type { Announce } from './announce';
import { failureCount } from './entryGroups';
import { useDone, type Control, type Feedback } from './feedback';
import type { Host, PageState } from './host';
import { readMessage } from './incoming';
import { EmptyPage, JobPage } from './jobPage';
import type { Place, ToPage } from './messages';
import { PageContext } from './pageContext';
import { withNote } from './controls';

/** What is announced when an action succeeded. */
const DONE: Readonly<Partial<Record<DetailsAction, string>>> = {
  copyJobId: 'Job ID copied',
  copySourceUrl: 'S3 URL copied',
  copyFailedRecordsUrl: 'Failed records URL copied',
  copyAsJson: 'JSON copied',
  refresh: 'Refreshed',
};

type Shown = ToPage & { readonly type: 'show' | 'empty' };

interface Props {
  readonly root: Element;
  readonly host: Host;
  readonly announce: Announce;
  readonly first: ToPage;
}

/** Shows what the extension sends, and sends what was clicked. */
export function Page({ root, host, announce, first }: Props) {
  const [state, setState] = useState(host.remembered);
  const [shown, setShown] = useState<Shown>();
  const { done, ...feedback } = useDone();
  const model = shown?.type === 'show' ? shown.model : undefined;

  const show = (message: ToPage & { readonly type: 'show' }) => {
    if (isOtherJob(state, message.place)) {
      feedback.clear();
      // The raw response stays open, and failures stay grouped.
      remember({ filter: '', opened: [], scroll: 0, ...message.place });
    } else {
      announceChange(message.model);
      remember(message.place);
    }
    setShown(message);
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
      announce(`${empty.title}. ${empty.text}`);
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

  const receive = (message: ToPage) => {
    switch (message.type) {
      case 'show':
        show(message);
        break;
      case 'empty':
        showEmpty(message);
        break;
      case 'acted': {
        const { action, ok, note } = message;
        // A refresh that failed has been announced already.
        const hasFailed = action === 'refresh' && (model === undefined || model.read.state === 'failed');
        showOutcome(action, ok && !hasFailed, DONE[action], note);
        break;
      }
      case 'rowCopied': {
        const row = model?.sections.flatMap(({ rows }) => rows).find(({ id }) => id === message.id);
        showOutcome(`row ${message.id}`, message.ok, `${row?.label ?? ''} copied`);
        break;
      }
      case 'entryCopied':
        showOutcome(`entry ${message.index}`, message.ok, `Failure ${message.index + 1} copied`);
        break;
      case 'entriesCopied':
        showOutcome(message.what, message.count > 0, `${failureCount(message.count)} copied`);
        break;
    }
  };

  const remember = (change: Partial<PageState>) => setState((old) => ({ ...old, ...change }));
  useLayoutEffect(() => host.remember(state), [state]);
  useMessages(first, receive);

  if (shown === undefined) {
    return undefined;
  }
  const busy = shown.busy.map((action): [Control, Feedback] => [action, { state: 'busy' }]);
  const context = { send: host.send, announce, state, remember, feedback: new Map([...busy, ...done]) };
  return (
    <PageContext.Provider value={context}>
      {shown.type === 'show' ? (
        <JobPage key={keyOf(shown.place)} root={root} model={shown.model} panel={shown.panel} />
      ) : (
        <EmptyPage {...shown} />
      )}
    </PageContext.Provider>
  );
}

function useMessages(first: ToPage, receive: (message: ToPage) => void): void {
  const latest = useRef(receive);
  latest.current = receive;
  useLayoutEffect(() => {
    receive(first);
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = readMessage(data);
      if (message !== undefined) {
        latest.current(message);
      }
    });
  }, []);
}

function isOtherJob({ connection, job }: PageState, place: Place): boolean {
  return job !== undefined && (connection !== place.connection || keyOf({ connection, job }) !== keyOf(place));
}

function keyOf({ connection, job: { service, id, scope } }: Pick<Place, 'connection' | 'job'>): string {
  return JSON.stringify([connection, service, id, scope]);
}
