import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HopelessError } from './waitFor';

export interface ManagedProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  /** Receives standard output and standard error. */
  logFile: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Who it runs as; this process's own account unless given. */
  uid?: number;
  gid?: number;
}

/** A server that a test runs. It can be stopped and started again, and made to hang. */
export class ManagedProcess {
  readonly name: string;
  readonly #options: ManagedProcessOptions;
  #child: ChildProcess | undefined;

  constructor(options: ManagedProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get isRunning(): boolean {
    return (
      this.#child !== undefined &&
      this.#child.exitCode === null &&
      this.#child.signalCode === null
    );
  }

  start(): void {
    const { command, args, cwd, env, gid, logFile, uid } = this.#options;
    const log = createWriteStream(logFile, { flags: 'a' });
    const child = spawn(command, args, {
      cwd,
      uid,
      gid,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('close', () => log.end());
    child.once('error', error => log.write(`${error.message}\n`));
    this.#child = child;
  }

  /** Ends the process and waits for its exit: kindly at first, by force after ten seconds. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const exited = once(child, 'exit');
    this.resume();
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(force);
  }

  /** Freezes the process: connections are accepted by the kernel and never answered. */
  suspend(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Ends the process at once, as a crash of its machine would, and waits for its exit. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  /**
   * Throws with the end of the log when the process has ended.
   *
   * @param failure - words in the log that say that the start has failed although the process lives on
   */
  async assertStarting(failure?: string): Promise<void> {
    if (this.isRunning && !failure) return;
    const log = await readFile(this.#options.logFile, 'utf8').catch(() => '');
    if (this.isRunning && failure && !log.includes(failure)) return;
    const end = log.trimEnd().split('\n').slice(-20).join('\n');
    throw new HopelessError(`${this.name} could not start:\n${end}`);
  }
}
