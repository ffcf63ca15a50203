import { lm, type Disposable } from 'vscode';
import type { AgentTools } from './agentTools';
import { toolNames } from './toolNames';

/** Registers the tools for language models. Their code is loaded when one is first used. */
export function registerAgents(load: () => Promise<AgentTools>): readonly Disposable[] {
  return toolNames.map((name) =>
    lm.registerTool<unknown>(`importJobs_${name}`, {
      prepareInvocation: async (...prepared) => (await load())[name].prepareInvocation(...prepared),
      invoke: async (...invoked) => (await load())[name].invoke(...invoked),
    }),
  );
}
