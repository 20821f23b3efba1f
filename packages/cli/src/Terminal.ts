/** Where a command reads from and writes to. Results go to `out` alone, so that they can be piped; progress and errors go to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Everything on standard input. */
  readInput(): Promise<string>;
  /** Whether results may carry colour. */
  colour: boolean;
  /** Ends when the person interrupts the command. */
  signal: AbortSignal;
  now(): Date;
}

/** What a command's exit code says. */
export const EXIT_CODES = {
  healthy: 0,
  problemsFound: 1,
  couldNotRun: 2,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdin, stdout, stderr, env } = process;
  // A reader such as `head` that has seen enough is no error.
  stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  });
  return {
    out: text => void stdout.write(text),
    err: text => void stderr.write(text),
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
    colour: Boolean(stdout.isTTY) && !env.NO_COLOR,
    signal,
    now: () => new Date(),
  };
}
