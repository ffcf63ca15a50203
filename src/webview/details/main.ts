import { connectHost } from './host';
import { readMessage } from './incoming';
import { DetailsPage } from './page';

/** After the last scrolling for so long, in milliseconds, its place is remembered. */
const SCROLL_RESTS = 200;

const root = document.getElementById('page');
const live = document.getElementById('live');
if (root !== null && live !== null) {
  const host = connectHost();
  const page = new DetailsPage(root, live, host);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message !== undefined) {
      page.receive(message);
    }
  });
  let resting: number | undefined;
  window.addEventListener(
    'scroll',
    () => {
      window.clearTimeout(resting);
      resting = window.setTimeout(() => {
        page.rememberScroll(window.scrollY);
      }, SCROLL_RESTS);
    },
    { passive: true },
  );
  host.send({ type: 'ready' });
}
