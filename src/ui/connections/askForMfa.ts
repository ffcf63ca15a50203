import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Connection } from '../../core/connections/connection';
import { Disposables } from '../../core/base/disposable';
import { isMfaCode, type AskForMfa, type MfaAnswer } from '../../core/connections/mfa';
import { plain } from '../../core/text/plainText';
import { Sequence } from '../../core/base/sequence';

/** Shows one input box at a time, because VS Code would close the first when a second is shown. */
const boxes = new Sequence();

/** Returns a function that prompts for a connection's MFA codes in input boxes. */
export function askForMfa(connection: Connection, closed: AbortSignal): AskForMfa {
  return (serial) => boxes.run(async () => (closed.aborted ? cancelled : ask(connection, serial, closed)));
}

const cancelled: MfaAnswer = { kind: 'cancelled' };

async function ask(connection: Connection, serial: string, closed: AbortSignal): Promise<MfaAnswer> {
  const lifetime = new Disposables();
  const box = lifetime.add(window.createInputBox());
  box.title = plain(connection.label);
  box.prompt = l10n.t('MFA code of {0}', plain(serial));
  box.placeholder = l10n.t('6 digits');
  // The user may have to get the code from another window.
  box.ignoreFocusOut = true;
  const { promise, resolve } = Promise.withResolvers<MfaAnswer>();
  const cancel = () => resolve(cancelled);
  closed.addEventListener('abort', cancel);
  lifetime.add(
    box.onDidChangeValue(() => {
      box.validationMessage = '';
    }),
  );
  lifetime.add(
    box.onDidAccept(() => {
      const code = box.value.trim();
      if (isMfaCode(code)) {
        resolve({ kind: 'code', code });
      } else {
        box.validationMessage = l10n.t('An MFA code has 6 digits.');
      }
    }),
  );
  lifetime.add(box.onDidHide(cancel));
  box.show();
  try {
    return await promise;
  } finally {
    closed.removeEventListener('abort', cancel);
    lifetime.dispose();
  }
}
