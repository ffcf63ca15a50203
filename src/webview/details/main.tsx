import { render } from 'preact';
import { announcer } from './announce';
import { connectHost } from './host';
import { readMessage } from './incoming';
import { Page } from './page';

const root = document.getElementById('page');
const live = document.getElementById('live');
if (root !== null && live !== null) {
  const host = connectHost();
  const start = ({ data }: MessageEvent<unknown>) => {
    const first = readMessage(data);
    if (first !== undefined) {
      window.removeEventListener('message', start);
      // The page's HTML shows that it is loading.
      root.replaceChildren();
      render(<Page root={root} host={host} announce={announcer(live)} first={first} />, root);
    }
  };
  window.addEventListener('message', start);
  host.send({ type: 'ready' });
}
