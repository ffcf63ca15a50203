import * as l10n from '@vscode/l10n';
import { render } from 'preact';
import type { Host } from './host';
import { readMessage } from './incoming';
import { Page } from './page';

declare function acquireVsCodeApi(): Host;

const root = document.getElementById('page');
const live = document.getElementById('live');
if (root !== null && live !== null) {
  const host = acquireVsCodeApi();
  // Translations; empty for English. No text may be used at the top level of a module, which runs earlier.
  l10n.config({ contents: document.getElementById('texts')?.textContent ?? '{}' });
  const announce = (text: string) => {
    // A screen reader would ignore an unchanged text, so a space is added.
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message !== undefined) {
      root.querySelector('.skeleton')?.remove();
      render(<Page host={host} announce={announce} message={message} />, root);
    }
  });
  host.postMessage({ type: 'ready' });
}
