import { render } from 'preact';
import { announcer } from './announce';
import type { Host } from './host';
import { readMessage } from './incoming';
import { Page } from './page';

declare function acquireVsCodeApi(): Host;

const root = document.getElementById('page');
const live = document.getElementById('live');
if (root !== null && live !== null) {
  const host = acquireVsCodeApi();
  const announce = announcer(live);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message !== undefined) {
      root.querySelector('.skeleton')?.remove();
      render(<Page host={host} announce={announce} message={message} />, root);
    }
  });
  host.postMessage({ type: 'ready' });
}
