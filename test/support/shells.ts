import { execFileSync, spawnSync } from 'node:child_process';
import { commandLine, type Shell } from '../../src/core/connections/shellQuote';

/** Shells that may be on this machine, with the arguments before a script. */
const programs: Readonly<Record<'posix' | 'pwsh', readonly [program: string, ...args: string[]]>> = {
  posix: ['/bin/sh', '-c'],
  pwsh: ['pwsh', '-NoLogo', '-NoProfile', '-NonInteractive', '-Command'],
};

export type RealShell = Shell & keyof typeof programs;

/** Returns why a shell cannot be used here; `undefined` if it can. */
export function missingShell(shell: RealShell): string | undefined {
  const [program] = programs[shell];
  const { error } = spawnSync(program, shell === 'posix' ? ['-c', 'exit'] : ['-Version']);
  return error?.message;
}

/** Runs a script. Returns what it prints. */
export function runScript(shell: RealShell, script: string, env: NodeJS.ProcessEnv = process.env): string {
  const [program, ...args] = programs[shell];
  return execFileSync(program, [...args, script], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Returns the arguments that the program `aws` gets on each line of a script. */
export function argumentsOf(shell: RealShell, lines: readonly string[]): readonly (readonly string[])[] {
  if (shell === 'posix') {
    const printed = runScript(shell, ['aws() { printf "%s\\\\0" "$#" "$@"; }', ...lines].join('\n')).split('\0');
    const calls: string[][] = [];
    for (let index = 0; index < printed.length - 1;) {
      const count = Number(printed[index]);
      calls.push(printed.slice(index + 1, index + 1 + count));
      index += 1 + count;
    }
    return calls;
  }
  // A function of PowerShell would get its arguments in another way than a program.
  const code = 'console.log(JSON.stringify(process.argv.slice(1)))';
  const program = commandLine([process.execPath, '-e', code, '--'], shell);
  const script = lines.map((line) => line.replace(/^aws /u, `& ${program} `)).join('\n');
  return runScript(shell, script)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string[]);
}
