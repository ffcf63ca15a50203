import type { DetailsFailures } from '../../core/details/model';
import type { JobPhase } from '../../core/jobs/job';
import { Card, Note } from './cards';
import { ActionButton, Icon } from './controls';
import { Entries } from './entries';

interface Props {
  readonly failures: DetailsFailures;
  readonly phase: JobPhase;
}

/** What failed and why, as far as the service reports it. */
export function FailuresCard({ failures, phase }: Props) {
  const { message, entries, entriesNote, hasFailedRecords, summary } = failures;
  return (
    <Card id="failures" title="Failures" icon={phase === 'failed' ? 'error' : 'warning'}>
      {message !== undefined && (
        <p class="message" data-row="failureMessage">
          {message}
        </p>
      )}
      {hasFailedRecords && <FailedRecords />}
      {summary !== undefined && <Reasons {...summary} />}
      {entries.length > 0 && <Entries texts={entries} note={entriesNote} />}
    </Card>
  );
}

function FailedRecords() {
  return (
    <div class="records" data-row="failedRecords">
      <h3>Failed records</h3>
      <div class="actions wrap">
        <ActionButton action="openFailedRecords" label="Open Failed Records" icon="file" primary />
        <ActionButton action="saveFailedRecords" label="Save Failed Records As…" icon="save" />
        <ActionButton action="copyFailedRecordsUrl" label="Copy Failed Records URL" icon="copy" done="Copied" />
      </div>
      <p class="note with-icon row">
        <Icon name="key" />
        <span>
          A new link is fetched each time you use it. Anyone with the link can read the failed records: treat it like a
          password.
        </span>
      </p>
    </div>
  );
}

function Reasons({ text, reasons, note }: NonNullable<DetailsFailures['summary']>) {
  return (
    <div class="reasons">
      <h3>{text}</h3>
      {reasons.length > 0 && (
        <table>
          <caption class="unseen">Failed records by reason</caption>
          <thead>
            <tr>
              <th scope="col">Reason</th>
              <th scope="col">Records</th>
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
