import { ConnectedAccount } from '../../src/core/connectedAccount';

/** What an account needs once it is connected, without a bundle of its own. */
export const loadConnected = () => Promise.resolve(ConnectedAccount);
