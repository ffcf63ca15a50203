import { actionButton, icon, type PageUi } from './controls';
import { h, type Child, type Description } from './dom';

/** More than this is shown without colours, so that the page stays quick. */
const COLOURED_UP_TO = 200_000;

/** The response as it came, in a fold. */
export function rawCard(json: string, ui: PageUi): Description {
  return h(
    'details',
    { key: 'raw', class: 'card card-raw', open: ui.rawOpen, 'data-section': 'raw', on: { toggle: ui.setRawOpen } },
    h('summary', {}, icon('chevron'), h('h2', { key: 'title' }, 'Raw response')),
    h(
      'div',
      { class: 'actions' },
      actionButton(ui, { action: 'copyAsJson', label: 'Copy as JSON', icon: 'copy', done: 'Copied' }),
      actionButton(ui, { action: 'openAsJson', label: 'Open as JSON', icon: 'open' }),
    ),
    h(
      'pre',
      { tabindex: 0, role: 'region', 'aria-label': 'Raw response as JSON' },
      h('code', {}, ...(json.length > COLOURED_UP_TO ? [json] : json.split('\n').map(line))),
    ),
  );
}

function line(text: string): Child {
  return h('span', { class: 'line' }, ...tokens(text));
}

/** One line of indented JSON: a name with its colon, a string, a number, a word, or what stands between them. */
const TOKEN = /(?<name>"(?:\\.|[^"\\])*"(?=:))|(?<string>"(?:\\.|[^"\\])*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)/gu;

const KINDS = ['name', 'string', 'number', 'word'];

function tokens(text: string): readonly Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined);
    parts.push(text.slice(end, match.index), h('span', { class: `json-${kind ?? 'other'}` }, match[0]));
    end = match.index + match[0].length;
  }
  parts.push(`${text.slice(end)}\n`);
  return parts;
}
