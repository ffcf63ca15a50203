import { findJob } from '../find/findJob';
import { revealJob } from '../find/revealJob';
import type { CommandContext } from './context';
import type { Handlers } from './names';

/** The command that finds a job: reveals its row and opens its details. */
export function findCommands(context: CommandContext, clearFilter: () => unknown) {
  const { view, details, bundles, shownDescriptions } = context;
  return {
    findJob: async () => {
      const found = await findJob({
        ...context,
        services: shownDescriptions(),
        identityOf: (connectionId) => bundles.identityOf(connectionId),
      });
      if (found !== undefined) {
        details.show(found.target, found.column);
        await revealJob(view, found.target, clearFilter);
      }
    },
  } satisfies Partial<Handlers>;
}
