import * as l10n from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import type { DetailsRow, DetailsSection } from '../../core/details/model';
import { CopyButton, Icon, RevealButton, type IconName } from './controls';

const SECTION_ICONS: Readonly<Partial<Record<DetailsSection['id'], IconName>>> = {
  source: 'file',
  destination: 'target',
  mapping: 'table',
  job: 'info',
};

interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly icon?: IconName | undefined;
  readonly children: ComponentChildren;
}

/** A part of the page with a heading of its own. */
export function Card({ id, title, icon, children }: CardProps) {
  return (
    <section class={`card card-${id}`} aria-labelledby={`title-${id}`} data-section={id}>
      <h2 id={`title-${id}`}>
        {icon !== undefined && <Icon name={icon} />}
        <span>{title}</span>
      </h2>
      {children}
    </section>
  );
}

export function Note({ text }: { readonly text: string | undefined }) {
  return text === undefined ? undefined : <p class="note">{text}</p>;
}

/** A card of labels and values. */
export function FieldsCard({
  section: { id, title, rows, columns, copy, note },
}: {
  readonly section: DetailsSection;
}) {
  return (
    <Card id={id} title={title} icon={SECTION_ICONS[id]}>
      {copy !== undefined && (
        <div class="card-tool">
          <CopyButton label={l10n.t('Copy Source S3 URL')} control={copy} message={{ type: 'act', action: copy }} />
        </div>
      )}
      {columns === undefined ? (
        <dl class="fields">
          {rows.map((row) => (
            <Field key={row.id} row={row} />
          ))}
        </dl>
      ) : (
        <Table labelledBy={`title-${id}`} columns={columns} rows={rows} />
      )}
      <Note text={note} />
    </Card>
  );
}

interface TableProps {
  readonly labelledBy: string;
  readonly columns: readonly string[];
  readonly rows: readonly DetailsRow[];
}

function Table({ labelledBy, columns, rows }: TableProps) {
  return (
    <table aria-labelledby={labelledBy}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-row={row.id}>
            <th scope="row">{row.label}</th>
            <td>
              <Value row={row} />
            </td>
            <td class="small">{row.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: DetailsRow;
}

function Field({ row }: RowProps) {
  const { id, label, name, nameLabel, copy, time, note } = row;
  return (
    <div class="field" data-row={id}>
      <dt>{nameLabel ?? label}</dt>
      <dd>
        {name !== undefined && (
          <span class="name">
            <Linked row={row} name={name} />
          </span>
        )}
        <span class="value row">
          <Value row={row} />
          {copy === true && (
            <CopyButton
              label={l10n.t({ message: 'Copy {0}', args: [label], comment: ['{0} is a field, such as "Bucket"'] })}
              control={`row ${id}`}
              message={{ type: 'copyRow', id }}
            />
          )}
        </span>
        {time !== undefined && <span class="small">{time.utc}</span>}
        {note !== undefined && <span class="small">{note}</span>}
      </dd>
    </div>
  );
}

/** A name that links to its row in the tree, if it has one. */
function Linked({ row: { link, label, nameLabel = label }, name }: RowProps & { readonly name: string }) {
  return link === undefined ? <>{name}</> : <RevealButton label={name} what={nameLabel} action={link} />;
}

function Value({ row }: RowProps) {
  const { value, code, time, name } = row;
  if (time !== undefined) {
    return (
      <time datetime={time.iso} title={`${time.utc}\n${time.iso}`}>
        {time.local}
      </time>
    );
  }
  if (code === true) {
    return <code>{breakable(value)}</code>;
  }
  return <span>{name === undefined ? <Linked row={row} name={value} /> : value}</span>;
}

/** Returns a path or identifier that wraps between its parts rather than within them. */
function breakable(text: string): ComponentChildren {
  return text.split(/(?<=[/:_=]+)(?![/:_=])/u).flatMap((part, index) => (index === 0 ? [part] : [<wbr />, part]));
}
