/** Signatures that tell how a program ended, not why: whatever it lacks may raise an error that nothing handles. */
export const unhandledErrors: readonly string[] = [
  'log.go-panic',
  'log.python-traceback',
  'log.unhandled',
];
