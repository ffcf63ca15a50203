/** What came of asking for an MFA code. */
export type MfaAnswer =
  | { readonly kind: 'code'; readonly code: string }
  /** Somebody was asked and did not want to. */
  | { readonly kind: 'cancelled' }
  /** There is nobody to ask: it is for something done in the background. */
  | { readonly kind: 'unattended' };

/** @param serial of the MFA device: an ARN, or a number */
export type AskForMfa = (serial: string) => Promise<MfaAnswer>;

/** A code as every MFA device makes them. */
export function isMfaCode(text: string): boolean {
  return /^\d{6}$/.test(text.trim());
}
