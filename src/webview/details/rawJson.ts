import { h, type ComponentChild } from 'preact';
import { actionButton, icon, type PageUi } from './controls';

/** The response in a fold. Its text is rendered only while the fold is open. */
export function rawCard(json: string, ui: PageUi): ComponentChild {
  const toggle = (event: Event) => {
    if (event.target instanceof HTMLDetailsElement) {
      ui.setRawOpen(event.target.open);
    }
  };
  return h(
    'details',
    { key: 'raw', class: 'card card-raw', open: ui.rawOpen, 'data-section': 'raw', onToggle: toggle },
    h('summary', {}, icon('chevron'), h('h2', { key: 'title' }, 'Raw response')),
    ui.rawOpen &&
      h(
        'div',
        { class: 'raw' },
        h(
          'div',
          { class: 'actions' },
          actionButton(ui, { action: 'copyAsJson', label: 'Copy as JSON', icon: 'copy', done: 'Copied' }),
          actionButton(ui, { action: 'openAsJson', label: 'Open as JSON', icon: 'open' }),
        ),
        h('pre', { tabindex: 0, role: 'region', 'aria-label': 'Raw response as JSON' }, h('code', {}, json)),
      ),
  );
}
