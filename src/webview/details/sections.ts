import type { DetailsRow, DetailsSection } from '../../core/details/model';
import { copyButton, icon, type Icon, type PageUi } from './controls';
import { h, type Child, type Description } from './dom';

const SECTION_ICONS: Readonly<Record<DetailsSection['id'], Icon>> = {
  progress: 'sync',
  source: 'file',
  destination: 'target',
  times: 'clock',
  job: 'info',
};

/** A part of the page with a heading of its own. */
export function card(id: string, title: string, symbol: Icon | undefined, ...children: readonly Child[]): Description {
  return h(
    'section',
    { key: id, class: `card card-${id}`, 'aria-labelledby': `title-${id}`, 'data-section': id },
    h('h2', { id: `title-${id}` }, symbol !== undefined && icon(symbol), h('span', { key: 'title' }, title)),
    ...children,
  );
}

/** Labels and values. */
export function fieldsCard({ id, title, rows, note }: DetailsSection, ui: PageUi): Description {
  return card(id, title, SECTION_ICONS[id], h('dl', { class: 'fields' }, ...rows.map((row) => field(row, ui))), footnote(note));
}

export function footnote(note: string | undefined): Child {
  return note !== undefined && h('p', { key: 'note', class: 'note' }, note);
}

function field(row: DetailsRow, ui: PageUi): Description {
  const { copy } = row;
  return h(
    'div',
    { key: row.id, class: 'field', 'data-row': row.id },
    h('dt', {}, row.label),
    h(
      'dd',
      {},
      row.name !== undefined && h('span', { class: 'name' }, row.name),
      h(
        'span',
        { class: 'value' },
        valueOf(row),
        copy !== undefined &&
          copyButton(`Copy ${row.label}`, ui.feedback(copy), () => {
            ui.act(copy);
          }),
      ),
      row.time !== undefined && h('span', { class: 'small' }, row.time.utc),
      row.note !== undefined && h('span', { class: 'small' }, row.note),
    ),
  );
}

function valueOf({ value, code, time }: DetailsRow): Description {
  if (time !== undefined) {
    return h('time', { datetime: time.iso, title: `${time.utc}\n${time.iso}` }, time.local);
  }
  return code === true ? h('code', {}, ...breakable(value)) : h('span', {}, value);
}

/** A path or an identifier with places to break a line at, so that it is not broken in the middle of a word. */
export function breakable(text: string): readonly Child[] {
  return text.split(/(?<=[/:_=]+)(?![/:_=])/u).flatMap((part, place) => (place === 0 ? [part] : [h('wbr'), part]));
}
