import * as l10n from '@vscode/l10n';
import type { Connection } from './connection';
import { explain } from '../failures/explain';
import type { ServiceFailure } from '../failures/failure';
import { plain } from '../text/plainText';

/** A connection that cannot reach its AWS account, and why. */
interface FailingConnection {
  readonly connection: Connection;
  readonly failure: ServiceFailure;
}

/** Returns one short line about connections that cannot reach AWS; `undefined` if all can. Their rows say why. */
export function failingConnectionsText(failing: readonly FailingConnection[]): string | undefined {
  const [first, ...others] = failing;
  if (first === undefined) {
    return undefined;
  }
  return others.length === 0
    ? `${plain(first.connection.label)}: ${plain(explain(first.failure).label)}`
    : l10n.t('{0} connections need attention', failing.length);
}
