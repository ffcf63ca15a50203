import { runningTargets } from '../notifications/running';
import { addressCommands } from './addressCommands';
import { connectionCommands } from './connectionCommands';
import type { CommandContext } from './context';
import { copyCommands } from './copyCommands';
import { diagnoseCommands } from './diagnoseCommands';
import { filterCommands } from './filterCommands';
import { findCommands } from './findCommands';
import { jobCommands } from './jobCommands';
import { listCommands } from './listCommands';
import { exportCommands } from './exportCommands';
import { helpCommands } from './helpCommands';
import type { Handlers } from './names';
import { policyCommands } from './policyCommands';
import { sampleCommands } from './sampleCommands';
import { recentRowCommands, rowCommands } from './rowCommands';
import { successorCommands } from './successorCommands';
import { signInCommands } from './signInCommands';

export function commandHandlers(context: CommandContext): Handlers {
  const { accounts, store, log, view, recent, selected, clock, openOneOf } = context;
  const filters = filterCommands(context);
  const others = {
    ...jobCommands(context),
    ...listCommands(context),
    ...exportCommands(context),
    ...filters,
    ...findCommands(context, filters.clearFilter),
    ...connectionCommands(context),
    ...signInCommands(context),
    ...policyCommands(context),
    ...successorCommands(context),
    ...diagnoseCommands(context),
    ...sampleCommands(context),
    ...copyCommands(context),
    ...addressCommands(context),
    ...helpCommands(log),
    showRunning: () => openOneOf(runningTargets(accounts, store)),
  };
  return {
    ...others,
    ...rowCommands(view, selected, clock, others),
    ...recentRowCommands(recent, selected, clock, others),
  };
}
