import type { Clock } from '../../core/clock';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import { clickOf, isClickable } from '../tree/rowClick';
import type { CommandName, Handlers } from './names';

/** While a list is drawn anew, VS Code knows no row of it: so long it is asked again, and how often. Milliseconds. */
const longest = 1000;
const pause = 20;

/** What a click on a row does: the command that it stands for, called on that row. */
export function rowCommands(
  view: Pick<JobsView, 'selection'>,
  clock: Clock,
  others: Handlers<Exclude<CommandName, 'openRow'>>,
) {
  return {
    openRow: async () => {
      const row = await selectedRow(view, clock);
      if (row !== undefined && isClickable(row)) {
        await others[clickOf(row).name](row, undefined);
      }
    },
  } satisfies Partial<Handlers>;
}

async function selectedRow(view: Pick<JobsView, 'selection'>, clock: Clock): Promise<Node | undefined> {
  for (let waited = 0; view.selection.length === 0 && waited < longest; waited += pause) {
    await new Promise<void>((resolve) => {
      clock.after(pause, resolve);
    });
  }
  return view.selection.length === 1 ? view.selection[0] : undefined;
}
