import { externalDataInterceptor } from '@smithy/core/config';
import { exec, type ExecException } from 'node:child_process';
import { reasonIn } from '../core/processOutput';

/** A program may open a browser and wait for its user. Milliseconds. */
const patience = 5 * 60 * 1000;

/** How the last run of each command failed, fit to be shown. */
const failures = new Map<string, string>();

/** Has the SDK run credential processes in our way: it would put the whole command, secrets and all, into its error. */
export function watchCredentialProcesses(): void {
  externalDataInterceptor.getTokenRecord().exec = run;
}

/** How the last run of a command failed; `undefined` where the process itself ended well. */
export function processFailure(command: string): string | undefined {
  return failures.get(command);
}

function run(
  command: string,
  done: (error: Error | null, output?: { readonly stdout: string; readonly stderr: string }) => void,
): void {
  failures.delete(command);
  exec(command, { timeout: patience, windowsHide: true }, (error, stdout, stderr) => {
    if (error === null) {
      done(null, { stdout, stderr });
      return;
    }
    const reason = [endOf(error), reasonIn(stderr)].filter((text) => text !== '').join(': ');
    failures.set(command, reason);
    done(new Error(reason));
  });
}

function endOf({ code, signal, killed }: ExecException): string {
  return killed === true
    ? 'no answer in time'
    : typeof code === 'number'
      ? `exit code ${code}`
      : `ended by ${signal ?? code ?? 'the system'}`;
}
