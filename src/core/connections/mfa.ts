/** The result of prompting for an MFA code. */
export type MfaAnswer =
  | { readonly kind: 'code'; readonly code: string }
  /** The user cancelled the prompt. */
  | { readonly kind: 'cancelled' }
  /** No prompt was shown, because the work runs in the background. */
  | { readonly kind: 'unattended' };

/** Prompts for an MFA code. @param serial ARN or serial number of the MFA device */
export type AskForMfa = (serial: string) => Promise<MfaAnswer>;

/** Whether a text has the form of an MFA code. */
export function isMfaCode(text: string): boolean {
  return /^\d{6}$/.test(text.trim());
}
