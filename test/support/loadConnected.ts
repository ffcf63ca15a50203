import { ConnectedAccount } from '../../src/core/connections/connectedAccount';

/** Loads `ConnectedAccount` without its separate bundle. */
export const loadConnected = () => Promise.resolve(ConnectedAccount);
