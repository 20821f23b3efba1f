const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

const MEANINGS: Readonly<Record<number, string>> = {
  126: 'command found but not executable',
  127: 'command or shared library not found',
};

/** `exit code 139 (SIGSEGV)`: an exit code and what it says by the conventions of shells and container runtimes. */
export function describeExit(code: number | undefined): string {
  if (code === undefined) return 'an unknown exit code';
  const meaning = MEANINGS[code] ?? SIGNALS[code - 128];
  return `exit code ${code}${meaning ? ` (${meaning})` : ''}`;
}
