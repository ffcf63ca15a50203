import * as l10n from '@vscode/l10n';
import { StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import { Disposables, type Disposable } from '../../core/base/disposable';
import type { Clock } from '../../core/base/clock';
import { nameOf, type JobTarget } from '../jobActions';
import { recordsUri } from './recordsUri';

/** How long a summary is shown, in milliseconds. */
const duration = 15_000;

/**
 * Status bar item with the summary of the failed records just read. A click opens the job's details, which list the
 * reasons.
 */
export class SummaryItem extends Disposables {
  readonly #clock: Clock;
  #item: StatusBarItem | undefined;
  #timer: Disposable | undefined;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  /** @param text such as "7 failed records, 1 reason" */
  show(text: string, target: JobTarget): void {
    this.#item ??= this.add(window.createStatusBarItem('importJobs.summary', StatusBarAlignment.Left));
    this.#item.name = l10n.t('Failed Records');
    this.#item.text = `$(warning) ${text}`;
    this.#item.tooltip = l10n.t('Open Details');
    this.#item.command = {
      command: 'importJobs.openDetails',
      title: l10n.t('Open Details'),
      arguments: [recordsUri(nameOf(target), '')],
    };
    this.#item.show();
    this.#timer?.dispose();
    this.#timer = this.#clock.after(duration, () => this.#item?.hide());
  }

  override dispose(): void {
    super.dispose();
    this.#timer?.dispose();
  }
}
