/**
 * A loopback address that VS Code treats like an internet host: it replaces the agent of a request with its own, except
 * for 127.0.0.1. macOS has no 127.0.0.2.
 */
export const plainLoopback = process.platform === 'darwin' ? '::1' : '127.0.0.2';
