import type { Clock } from '../../core/base/clock';
import type { Recent } from '../recent/recent';
import type { RecentRow } from '../recent/recentRows';
import type { RowSelection } from '../rowSelection';
import type { Node } from '../tree/nodes';
import { clickOf, isClickable } from '../tree/rowClick';
import type { CommandName, Handlers, RowCommandName } from './names';

/** Maximum time in milliseconds to wait for the selection while VS Code redraws rows. */
const maxWait = 1000;

/** Selected rows, and their next redraw. */
interface Rows<Row> {
  readonly selection: readonly Row[];
  nextRows(): Promise<void>;
}

type Selected = Pick<RowSelection, 'clickedIn'>;
type OtherHandlers = Handlers<Exclude<CommandName, RowCommandName>>;

/** Commands that run after a click on any row, and after Enter. They find the clicked row by the selection. */
export function rowCommands(view: Rows<Node>, selected: Selected, clock: Clock, others: OtherHandlers) {
  const clicked = () => clickedRow(view, clock, () => selected.clickedIn('jobs'));
  return {
    // Runs after a click by mouse or keyboard, and calls the command of the clicked row.
    openRow: async () => {
      const row = await clicked();
      if (row !== undefined && isClickable(row)) {
        await others[clickOf(row).name](row, undefined);
      }
    },
    // Runs after Enter has clicked the row, and moves the focus into the panel.
    enterRow: async () => {
      const row = await clicked();
      if (row?.kind === 'job') {
        await others.openDetails(row, undefined);
      }
    },
  } satisfies Partial<Handlers>;
}

/** Like {@link rowCommands}, for the Recent view. */
export function recentRowCommands(
  recent: Rows<RecentRow> & Pick<Recent, 'loadMore'>,
  selected: Selected,
  clock: Clock,
  others: OtherHandlers,
) {
  const clicked = () => clickedRow(recent, clock, () => selected.clickedIn('recent'));
  return {
    openRecentRow: async () => {
      const row = await clicked();
      if (row?.kind === 'moreLists') {
        await recent.loadMore();
      } else if (row?.kind === 'job' || row?.kind === 'failure') {
        await others[clickOf(row).name](row, undefined);
      }
    },
    enterRecentRow: async () => {
      const row = await clicked();
      if (row?.kind === 'job') {
        await others.openDetails(row, undefined);
      }
    },
  } satisfies Partial<Handlers>;
}

async function clickedRow<Row>(view: Rows<Row>, clock: Clock, found: () => void): Promise<Row | undefined> {
  const isMissing = () => view.selection.length === 0;
  if (isMissing()) {
    const timeout = Promise.withResolvers<'timeout'>();
    const timer = clock.after(maxWait, () => timeout.resolve('timeout'));
    while (isMissing() && (await Promise.race([view.nextRows(), timeout.promise])) !== 'timeout');
    timer.dispose();
  }
  if (!isMissing()) {
    found();
  }
  return view.selection.length === 1 ? view.selection[0] : undefined;
}
