export interface StartOrEndOptions {
  backend: { start(): Promise<unknown> };
  /** Where the last line goes. Default: standard error. */
  say?: (line: string) => void;
  /** Ends the process. */
  end?: (code: number) => void;
}

/**
 * Starts a backend, and ends the process with code 1 when it cannot start: Backstage alone would log that and go on without the plugins that failed, never ready.
 *
 * The last line begins with `The backend could not start: `, which `scripts/start.mjs` waits for, and says what failed.
 */
export async function startOrEnd({
  backend,
  say = line => process.stderr.write(`${line}\n`),
  end = process.exit,
}: StartOrEndOptions): Promise<void> {
  try {
    await backend.start();
  } catch (error) {
    say(`The backend could not start: ${reasonOf(error)}`);
    end(1);
  }
}

/** In one line. Backstage lists the plugins that failed below a line that only says so. */
function reasonOf(error: unknown) {
  const { name, message } =
    error instanceof Error ? error : new Error(String(error));
  const lines = message
    .split('\n')
    .map(each => each.trim())
    .filter(Boolean);
  return name === 'BackendStartupError'
    ? lines.slice(1).join('; ')
    : lines.join(' ');
}
