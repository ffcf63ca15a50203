import { window, type Disposable, type Uri } from 'vscode';
import type { ReportError } from '../../core/base/emitter';

/** Registers the handler of links to jobs. Its code is loaded with the first link. */
export function registerLinks(open: (uri: Uri) => Promise<void>, report: ReportError): Disposable {
  return window.registerUriHandler({ handleUri: (uri) => open(uri).catch(report) });
}
