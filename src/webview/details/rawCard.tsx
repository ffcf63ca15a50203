import * as l10n from '@vscode/l10n';
import { ActionButton, Icon } from './controls';
import { usePage } from './pageContext';

/** The response, which can be expanded. Its text is rendered only while expanded. */
export function RawCard({ json }: { readonly json: string }) {
  const { state, remember } = usePage();
  return (
    <details
      class="card card-raw"
      open={state.rawOpen}
      data-section="raw"
      onToggle={({ currentTarget: { open } }) => {
        if (open !== state.rawOpen) {
          remember({ rawOpen: open });
        }
      }}
    >
      <summary>
        <Icon name="chevron" />
        <h2>{l10n.t('Raw response')}</h2>
      </summary>
      {state.rawOpen && (
        <div class="raw">
          <div class="actions wrap">
            <ActionButton action="copyAsJson" label={l10n.t('Copy as JSON')} icon="copy" done={l10n.t('Copied')} />
            <ActionButton action="openAsJson" label={l10n.t('Open as JSON')} icon="open" />
          </div>
          <pre tabindex={0} role="region" aria-label={l10n.t('Raw response as JSON')}>
            <code>{json}</code>
          </pre>
        </div>
      )}
    </details>
  );
}
