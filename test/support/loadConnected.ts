import { ConnectedAccount } from '../../src/core/connectedAccount';

/** Loads `ConnectedAccount` without its separate bundle. */
export const loadConnected = () => Promise.resolve(ConnectedAccount);
