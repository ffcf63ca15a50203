/** Why something is requested. */
export interface Purpose {
  /** `user` when the user waits for the response. These requests are sent first. */
  readonly priority: 'user' | 'background';
  /** Whether the user may be prompted for an MFA code. */
  readonly mayPrompt: boolean;
}

/** The purpose of a request and its cancellation. */
export interface RequestContext extends Purpose {
  /** Aborted when the response is no longer needed. */
  readonly signal: AbortSignal;
}

/** Requests that the user made. */
export const userPurpose: Purpose = { priority: 'user', mayPrompt: true };

/** Requests for visible content that the user did not just request, such as a restored panel. */
export const unpromptedPurpose: Purpose = { priority: 'user', mayPrompt: false };

/** Polling, and refreshes after a file changed. */
export const backgroundPurpose: Purpose = { priority: 'background', mayPrompt: false };
