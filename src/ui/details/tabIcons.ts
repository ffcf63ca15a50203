import { Uri, type WebviewPanel } from 'vscode';
import type { JobPhase } from '../../core/jobs/job';

/** The icon of a panel's tab for each state of its job. */
export type TabIcons = Readonly<Record<JobPhase, NonNullable<WebviewPanel['iconPath']>>>;

/** Returns the icons of the rows, as files: in VS Code 1.103 a tab cannot have a theme icon. */
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
