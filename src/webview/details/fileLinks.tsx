import * as l10n from '@vscode/l10n';
import { Card } from './cards';
import { ActionButton, Icon } from './controls';

/** The file that the job created. */
export function ResultCard() {
  return (
    <Card id="result" title={l10n.t('Result file')} icon="file">
      <div class="records" data-row="result">
        <div class="actions wrap">
          <ActionButton action="openResult" label={l10n.t('Open Result')} icon="file" primary />
          <ActionButton action="saveResult" label={l10n.t('Save Result As…')} icon="save" />
          <ActionButton action="copyResultUrl" label={l10n.t('Copy Result URL')} icon="copy" done={l10n.t('Copied')} />
        </div>
        <LinkNote
          text={l10n.t(
            'A new link is fetched each time you use it. Anyone with the link can read the result: treat it like a password.',
          )}
        />
      </div>
    </Card>
  );
}

/** Links of the failed-records file. */
export function FailedRecords() {
  return (
    <div class="records" data-row="failedRecords">
      <h3>{l10n.t('Failed records')}</h3>
      <div class="actions wrap">
        <ActionButton action="openFailedRecords" label={l10n.t('Open Failed Records')} icon="file" primary />
        <ActionButton action="saveFailedRecords" label={l10n.t('Save Failed Records As…')} icon="save" />
        <ActionButton
          action="copyFailedRecordsUrl"
          label={l10n.t('Copy Failed Records URL')}
          icon="copy"
          done={l10n.t('Copied')}
        />
      </div>
      <LinkNote
        text={l10n.t(
          'A new link is fetched each time you use it. Anyone with the link can read the failed records: treat it like a password.',
        )}
      />
    </div>
  );
}

/** A note about a link that works for anyone. */
function LinkNote({ text }: { readonly text: string }) {
  return (
    <p class="note with-icon row">
      <Icon name="key" />
      <span>{text}</span>
    </p>
  );
}
