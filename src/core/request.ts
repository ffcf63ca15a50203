/** Why something is requested. */
export interface Purpose {
  /** Whether the user waits for the response: those requests go first. */
  readonly priority: 'user' | 'background';
  /** Whether the user may be asked for an MFA code. */
  readonly mayPrompt: boolean;
}

/** What a request is for, and until when. */
export interface RequestContext extends Purpose {
  /** Aborted when the response is no longer needed. */
  readonly signal: AbortSignal;
}

/** What the user asked for. */
export const userPurpose: Purpose = { priority: 'user', mayPrompt: true };

/** What the user sees but did not ask for just now: a panel that VS Code restored. */
export const unpromptedPurpose: Purpose = { priority: 'user', mayPrompt: false };

/** Polling, or reading again after a file changed. */
export const backgroundPurpose: Purpose = { priority: 'background', mayPrompt: false };
