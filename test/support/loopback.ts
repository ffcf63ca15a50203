/**
 * A loopback address that VS Code treats as any host of the internet. For 127.0.0.1 alone it keeps the agent that a
 * request brings along; for any other it puts its own in the place. macOS has no 127.0.0.2.
 */
export const plainLoopback = process.platform === 'darwin' ? '::1' : '127.0.0.2';
