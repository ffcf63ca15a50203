import { commands } from 'vscode';
import { Disposables, type Disposable } from '../../core/base/disposable';
import { commandNames, type Handlers } from './names';

/** Registers all commands. The first call of one loads the handlers. */
export function registerCommands(handlers: () => Promise<Handlers>): Disposable {
  const lifetime = new Disposables();
  for (const name of commandNames) {
    const run = async (node: unknown, nodes: unknown) => (await handlers())[name](node, nodes);
    lifetime.add(commands.registerCommand(`importJobs.${name}`, run));
  }
  return lifetime;
}
