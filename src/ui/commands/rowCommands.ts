import type { Clock } from '../../core/clock';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import { clickOf, isClickable } from '../tree/rowClick';
import type { CommandName, Handlers } from './names';

/** Maximum time to wait for rows that VS Code is drawing again, in milliseconds. */
const longest = 1000;

/** What a click on a row does: the command that it stands for, called on that row. */
export function rowCommands(
  view: Pick<JobsView, 'selection' | 'nextRows'>,
  clock: Clock,
  others: Handlers<Exclude<CommandName, 'openRow'>>,
) {
  return {
    openRow: async () => {
      const row = await clickedRow(view, clock);
      if (row !== undefined && isClickable(row)) {
        await others[clickOf(row).name](row, undefined);
      }
    },
  } satisfies Partial<Handlers>;
}

async function clickedRow(view: Pick<JobsView, 'selection' | 'nextRows'>, clock: Clock): Promise<Node | undefined> {
  const isUnknown = () => view.selection.length === 0;
  if (isUnknown()) {
    const late = Promise.withResolvers<'late'>();
    const timer = clock.after(longest, () => late.resolve('late'));
    while (isUnknown() && (await Promise.race([view.nextRows(), late.promise])) !== 'late');
    timer.dispose();
  }
  return view.selection.length === 1 ? view.selection[0] : undefined;
}
