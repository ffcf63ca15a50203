import { settings } from '../settings';
import type { CommandContext } from './context';
import type { Handlers } from './names';

/** Commands that show and hide the sample account, by a setting that persists across restarts. */
export function sampleCommands(context: CommandContext) {
  return {
    showSampleAccount: async () => {
      await settings.showSampleAccount(true);
      await explore(context);
    },
    hideSampleAccount: () => settings.showSampleAccount(false),
  } satisfies Partial<Handlers>;
}

/** Opens the first list of the sample account and the first job in it that completed with failures. */
async function explore({ accounts, view, details }: CommandContext): Promise<void> {
  const account = accounts.all.find(({ connection }) => connection.kind === 'sample');
  const list = account && (await view.openFirstList(account));
  const job = list?.jobs.find(({ phase }) => phase === 'succeededWithFailures');
  if (account !== undefined && job !== undefined) {
    details.show({ account, job }, 'active');
    await view.revealJob({ account, job });
  }
}
