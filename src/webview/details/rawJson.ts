import { h, type ComponentChild } from 'preact';
import { actionButton, icon, toolButton, type PageUi } from './controls';
import { searchFor } from './entryGroups';
import { jsonLines, matchesIn, piecesOf, type JsonLine, type Piece, type Range } from './jsonText';

/** The response as it came, in a fold. */
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
    ui.rawOpen && rawBody(json, ui),
  );
}

/** Lines and matches of the text that was shown last, for it is asked for at every letter that is typed. */
let known: { readonly json: string; readonly lines: readonly JsonLine[] } | undefined;

function rawBody(json: string, ui: PageUi): ComponentChild {
  if (known?.json !== json) {
    known = { json, lines: jsonLines(json) };
  }
  const matches = matchesIn(json, searchFor(ui.search));
  return h(
    'div',
    { class: 'raw' },
    h(
      'div',
      { class: 'raw-head' },
      searchField(matches.length, ui),
      h(
        'div',
        { class: 'actions' },
        actionButton(ui, { action: 'copyAsJson', label: 'Copy as JSON', icon: 'copy', done: 'Copied' }),
        actionButton(ui, { action: 'openAsJson', label: 'Open as JSON', icon: 'open' }),
      ),
    ),
    h(
      'pre',
      { tabindex: 0, role: 'region', 'aria-label': 'Raw response as JSON' },
      h('code', {}, ...shownLines(known.lines, matches, ui)),
    ),
  );
}

function searchField(count: number, ui: PageUi): ComponentChild {
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      ui.stepSearch(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      ui.setSearch('');
    }
  };
  const input = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    ui.setSearch(currentTarget.value);
  };
  const label = 'Search the raw response';
  const field = {
    type: 'search',
    'aria-label': label,
    placeholder: 'Search',
    value: ui.search,
    spellcheck: false,
    autocomplete: 'off',
  };
  const step = (by: 1 | -1) => () => {
    ui.stepSearch(by);
  };
  return h(
    'div',
    { class: 'filter' },
    icon('search'),
    h('input', { key: 'input', ...field, onInput: input, onKeyDown: keyDown }),
    ui.search !== '' && h('span', { key: 'count', class: 'hint' }, searchCount(ui.match, count)),
    ui.search !== '' && toolButton('up', 'Previous match (Shift+Enter)', step(-1), count === 0),
    ui.search !== '' && toolButton('down', 'Next match (Enter)', step(1), count === 0),
  );
}

/** "3 of 12" */
export function searchCount(match: number, count: number): string {
  return count === 0 ? 'No matches' : `${((match % count) + 1).toLocaleString()} of ${count.toLocaleString()}`;
}

function shownLines(lines: readonly JsonLine[], matches: readonly Range[], ui: PageUi): readonly ComponentChild[] {
  const current = matches.length === 0 ? -1 : ui.match % matches.length;
  const shown: ComponentChild[] = [];
  for (let place = 0; place < lines.length; place++) {
    const line = lines[place] ?? { text: '', start: 0 };
    // What is looked for may be in a fold.
    const isFolded = line.end !== undefined && ui.folded.has(place) && matches.length === 0;
    shown.push(lineOf(line, place, isFolded, piecesOf(line, matches), current, ui));
    if (isFolded) {
      place = line.end;
    }
  }
  return shown;
}

function lineOf(
  line: JsonLine,
  place: number,
  isFolded: boolean,
  pieces: readonly Piece[],
  current: number,
  ui: PageUi,
): ComponentChild {
  const name = /"(?<name>.*?)"/u.exec(line.text)?.groups?.name ?? 'the whole';
  return h(
    'span',
    { key: place, class: 'line' },
    line.end !== undefined &&
      h('button', {
        key: 'fold',
        type: 'button',
        class: 'fold icon icon-chevron',
        'aria-expanded': isFolded ? 'false' : 'true',
        'aria-label': `Fold ${name}`,
        onClick: () => {
          ui.toggleFold(place);
        },
      }),
    ...pieces.map((piece) => pieceOf(piece, current)),
    isFolded && h('span', { key: 'folded', class: 'folded' }, line.text.endsWith('[') ? '…]' : '…}'),
    '\n',
  );
}

function pieceOf({ text, kind, match }: Piece, current: number): ComponentChild {
  const inner = match === undefined ? text : h('mark', match === current ? { class: 'current' } : {}, text);
  return kind === undefined ? inner : h('span', { class: `json-${kind}` }, inner);
}
