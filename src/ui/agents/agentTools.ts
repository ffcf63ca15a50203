import {
  CancellationError,
  LanguageModelTextPart,
  LanguageModelToolResult,
  type CancellationToken,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
} from 'vscode';
import type { AgentContext, ToolCall } from '../../core/agents/agentContext';
import { getJob } from '../../core/agents/getJob';
import { listJobs } from '../../core/agents/listJobs';
import { readFailed } from '../../core/agents/modelTexts';
import { InputError } from '../../core/agents/toolInput';
import { unlessAborted } from '../../core/base/unlessAborted';
import { failureOf } from '../../core/failures/failure';
import type { Log } from '../log';
import { confirmGetJob, confirmListJobs } from './confirmations';
import type { ToolName } from './toolNames';

type Tool = Required<LanguageModelTool<unknown>>;

export type AgentTools = Readonly<Record<ToolName, Tool>>;

/** Returns the tools that let a language model read import jobs. They never change anything. */
export function agentTools(context: AgentContext & { readonly log: Log }): AgentTools {
  const tool = (
    name: ToolName,
    confirm: typeof confirmListJobs,
    read: (input: unknown, context: AgentContext, call: ToolCall) => Promise<string>,
  ): Tool => ({
    prepareInvocation: ({ input }) => confirm(input, context),
    invoke: async (options, token) => {
      context.log.info(`A language model uses importJobs_${name}`);
      const text = await cancellable(token, async (signal) => {
        try {
          return await read(options.input, context, { signal, budget: budgetOf(options, token) });
        } catch (error) {
          signal.throwIfAborted();
          if (error instanceof InputError) {
            return error.message;
          }
          context.log.failure('A tool for language models', failureOf(error));
          return readFailed;
        }
      });
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  });
  return {
    listJobs: tool('listJobs', confirmListJobs, listJobs),
    getJob: tool('getJob', confirmGetJob, getJob),
  };
}

function budgetOf(
  { tokenizationOptions }: LanguageModelToolInvocationOptions<unknown>,
  token: CancellationToken,
): ToolCall['budget'] {
  return (
    tokenizationOptions && {
      tokens: tokenizationOptions.tokenBudget,
      count: (text) => tokenizationOptions.countTokens(text, token),
    }
  );
}

/** Runs work that ends as soon as the token is cancelled. @throws CancellationError */
async function cancellable<T>(token: CancellationToken, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (token.isCancellationRequested) {
    throw new CancellationError();
  }
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  try {
    return await unlessAborted(work(abort.signal), abort.signal);
  } catch (error) {
    throw abort.signal.aborted ? new CancellationError() : error;
  } finally {
    listening.dispose();
  }
}
