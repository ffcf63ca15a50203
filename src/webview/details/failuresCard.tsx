import * as l10n from '@vscode/l10n';
import type { DetailsFailures } from '../../core/details/model';
import type { JobPhase } from '../../core/jobs/job';
import { Card, Note } from './cards';
import { Entries } from './entries';
import { FailedRecords } from './fileLinks';

interface Props {
  readonly failures: DetailsFailures;
  readonly phase: JobPhase;
}

/** What failed and why, as far as the service reports it. */
export function FailuresCard({ failures, phase }: Props) {
  const { message, note, hint, entries, entriesNote, hasFailedRecords, summary } = failures;
  return (
    <Card id="failures" title={l10n.t('Failures')} icon={phase === 'failed' ? 'error' : 'warning'}>
      {message !== undefined && (
        <p class="message" data-row="failureMessage">
          {message}
        </p>
      )}
      <Note text={note} />
      <Note text={hint} />
      {hasFailedRecords && <FailedRecords />}
      {summary !== undefined && <Reasons {...summary} />}
      {entries.length > 0 && <Entries texts={entries} note={entriesNote} />}
    </Card>
  );
}

function Reasons({ text, reasons, note }: NonNullable<DetailsFailures['summary']>) {
  return (
    <div class="reasons">
      <h3>{text}</h3>
      {reasons.length > 0 && (
        <table>
          <caption class="unseen">{l10n.t('Failed records by reason')}</caption>
          <thead>
            <tr>
              <th scope="col">{l10n.t('Reason')}</th>
              <th scope="col">{l10n.t('Records')}</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ reason, count }) => (
              <tr key={reason}>
                <th scope="row">{reason}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Note text={note} />
    </div>
  );
}
