import type { Clock } from '../../core/base/clock';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import { clickOf, isClickable } from '../tree/rowClick';
import type { CommandName, Handlers } from './names';

/** Maximum time in milliseconds to wait for the selection while VS Code redraws rows. */
const maxWait = 1000;

/** Commands that run after a click on any row, and after Enter. They find the clicked row by the selection. */
export function rowCommands(
  view: Pick<JobsView, 'selection' | 'nextRows'>,
  clock: Clock,
  others: Handlers<Exclude<CommandName, 'openRow' | 'enterRow'>>,
) {
  return {
    // Runs after a click by mouse or keyboard, and calls the command of the clicked row.
    openRow: async () => {
      const row = await clickedRow(view, clock);
      if (row !== undefined && isClickable(row)) {
        await others[clickOf(row).name](row, undefined);
      }
    },
    // Runs after Enter has clicked the row, and moves the focus into the panel.
    enterRow: async () => {
      const row = await clickedRow(view, clock);
      if (row?.kind === 'job') {
        await others.openDetails(row, undefined);
      }
    },
  } satisfies Partial<Handlers>;
}

async function clickedRow(view: Pick<JobsView, 'selection' | 'nextRows'>, clock: Clock): Promise<Node | undefined> {
  const isMissing = () => view.selection.length === 0;
  if (isMissing()) {
    const timeout = Promise.withResolvers<'timeout'>();
    const timer = clock.after(maxWait, () => timeout.resolve('timeout'));
    while (isMissing() && (await Promise.race([view.nextRows(), timeout.promise])) !== 'timeout');
    timer.dispose();
  }
  return view.selection.length === 1 ? view.selection[0] : undefined;
}
