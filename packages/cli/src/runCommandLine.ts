import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { askCommand } from './commands/askCommand';
import { captureCommand } from './commands/captureCommand';
import { diagnoseCommand } from './commands/diagnoseCommand';
import { explainCommand } from './commands/explainCommand';
import { investigateCommand } from './commands/investigateCommand';
import { proxyCommand } from './commands/proxyCommand';
import { scoreCommand } from './commands/scoreCommand';
import { withoutControls } from './output/withoutControls';
import { EXIT_CODES, ExitCode, processTerminal, Terminal } from './Terminal';

/** Runs one command and answers its exit code: 0 healthy, 1 problems found, 2 could not run. */
export async function runCommandLine(
  args: readonly string[],
  terminal?: Terminal,
): Promise<ExitCode> {
  if (terminal) return run(args, terminal);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error('Interrupted'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await run(args, processTerminal(interruption.signal));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.healthy;
  const finish = (code: ExitCode) => {
    exitCode = code;
  };
  const program = new Command('opsagent')
    .description('Finds what is broken in a Kubernetes cluster, and why.')
    .version(version, '--version', 'print the version')
    .addCommand(diagnoseCommand(terminal, finish))
    .addCommand(investigateCommand(terminal, finish))
    .addCommand(askCommand(terminal, finish))
    .addCommand(scoreCommand(terminal))
    .addCommand(explainCommand(terminal))
    .addCommand(captureCommand(terminal))
    .addCommand(proxyCommand(terminal));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
      .showHelpAfterError('(--help shows what is possible)');
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT_CODES.healthy : EXIT_CODES.couldNotRun;
    }
    const message = error instanceof Error ? error.message : String(error);
    terminal.err(`opsagent: ${withoutControls(message)}\n`);
    return EXIT_CODES.couldNotRun;
  }
}
