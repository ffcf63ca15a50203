import type { DetailsAction, DetailsRow, DetailsSection } from '../../core/details/model';
import { copyButton, icon, type Icon, type PageUi } from './controls';
import { h, type ComponentChild } from 'preact';

const SECTION_ICONS: Readonly<Partial<Record<DetailsSection['id'], Icon>>> = {
  source: 'file',
  destination: 'target',
  times: 'clock',
  job: 'info',
};

const SECTION_COPIES: Readonly<Partial<Record<DetailsAction, string>>> = { copySourceUrl: 'Copy Source S3 URL' };

/** A part of the page with a heading of its own. */
export function card(
  id: string,
  title: string,
  symbol: Icon | undefined,
  ...children: readonly ComponentChild[]
): ComponentChild {
  return h(
    'section',
    { key: id, class: `card card-${id}`, 'aria-labelledby': `title-${id}`, 'data-section': id },
    h('h2', { id: `title-${id}` }, symbol !== undefined && icon(symbol), h('span', { key: 'title' }, title)),
    ...children,
  );
}

/** Labels and values. */
export function fieldsCard({ id, title, rows, copy, note }: DetailsSection, ui: PageUi): ComponentChild {
  const copyAll =
    copy !== undefined &&
    h(
      'div',
      { key: 'copy', class: 'card-tool' },
      copyButton(SECTION_COPIES[copy] ?? 'Copy', ui.feedback(copy), () => {
        ui.act(copy);
      }),
    );
  return card(
    id,
    title,
    SECTION_ICONS[id],
    copyAll,
    h('dl', { class: 'fields' }, ...rows.map((row) => field(row, ui))),
    footnote(note),
  );
}

export function footnote(note: string | undefined): ComponentChild {
  return note !== undefined && h('p', { key: 'note', class: 'note' }, note);
}

function field(row: DetailsRow, ui: PageUi): ComponentChild {
  return h(
    'div',
    { key: row.id, class: 'field', 'data-row': row.id },
    h('dt', {}, row.label),
    h(
      'dd',
      {},
      row.name !== undefined && h('span', { class: 'name' }, linked(row, row.name, ui)),
      h(
        'span',
        { class: 'value' },
        valueOf(row, ui),
        row.copy === true &&
          copyButton(`Copy ${row.label}`, ui.feedback(`row ${row.id}`), () => {
            ui.copyRow(row.id);
          }),
      ),
      row.time !== undefined && h('span', { class: 'small' }, row.time.utc),
      row.note !== undefined && h('span', { class: 'small' }, row.note),
    ),
  );
}

/** A name that leads to the row of what it names. */
function linked({ link, label }: DetailsRow, name: string, ui: PageUi): ComponentChild {
  if (link === undefined) {
    return name;
  }
  const click = () => {
    ui.act(link);
  };
  const title = `Show “${name}” in the tree`;
  return h(
    'button',
    { type: 'button', class: 'link', title, 'aria-label': `${name}, ${label}: show in the tree`, onClick: click },
    name,
  );
}

function valueOf(row: DetailsRow, ui: PageUi): ComponentChild {
  const { value, code, time, name } = row;
  if (time !== undefined) {
    return h('time', { datetime: time.iso, title: `${time.utc}\n${time.iso}` }, time.local);
  }
  return code === true
    ? h('code', {}, ...breakable(value))
    : h('span', {}, name === undefined ? linked(row, value, ui) : value);
}

/** A path or an identifier with places to break a line at, so that it is not broken in the middle of a word. */
export function breakable(text: string): readonly ComponentChild[] {
  return text.split(/(?<=[/:_=]+)(?![/:_=])/u).flatMap((part, place) => (place === 0 ? [part] : [h('wbr', {}), part]));
}
