export { ConnectedAccount } from './core/connectedAccount';
