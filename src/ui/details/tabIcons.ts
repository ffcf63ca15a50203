import { Uri, type WebviewPanel } from 'vscode';
import type { JobPhase } from '../../core/jobs/job';

/** Icons of a panel's tab by the state of its job. */
export type TabIcons = Readonly<Record<JobPhase, NonNullable<WebviewPanel['iconPath']>>>;

/** Returns the same icons as in the rows, but as files: VS Code 1.103 does not support theme icons on tabs. */
export function tabIcons(media: Uri): TabIcons {
  const icon = (name: string) => ({
    light: Uri.joinPath(media, `${name}-light.svg`),
    dark: Uri.joinPath(media, `${name}-dark.svg`),
  });
  return {
    waiting: icon('waiting'),
    running: icon('running'),
    succeeded: icon('succeeded'),
    succeededWithFailures: icon('warning'),
    failed: icon('failed'),
    cancelled: icon('cancelled'),
    unknown: icon('unknown'),
  };
}
