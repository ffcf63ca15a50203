/** The tools for language models, by their names after `importJobs_` in package.json. */
export const toolNames = ['listJobs', 'getJob'] as const;

export type ToolName = (typeof toolNames)[number];
