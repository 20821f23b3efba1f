import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildGoCommand, cachedPath } from './goCommand';

/** The names under which distributions install each command. */
const COMMANDS = {
  alertmanager: ['alertmanager', 'prometheus-alertmanager'],
  prometheus: ['prometheus'],
} as const;

export type MonitoringCommand = keyof typeof COMMANDS;

/**
 * Finds Prometheus and Alertmanager on the path, else in the cache (`$OPSAGENT_CACHE`, `~/.cache/opsagent` unless set), else builds them into the cache, which takes
 * some three minutes on two cores; progress goes to standard error.
 *
 * @throws BinariesUnavailableError without Go
 */
export async function findMonitoringBinaries(): Promise<
  Record<MonitoringCommand, string>
> {
  return {
    alertmanager: await find('alertmanager'),
    prometheus: await find('prometheus'),
  };
}

async function find(name: MonitoringCommand): Promise<string> {
  const source = `github.com/prometheus/${name}/cmd/${name}`;
  const command = { name, tool: name, source };
  const folders = (process.env.PATH ?? '').split(delimiter);
  const installed = folders.flatMap(folder =>
    COMMANDS[name].map(file => join(folder, file)),
  );
  const found = [...installed, cachedPath(command)].find(path =>
    existsSync(path),
  );
  return found ?? buildGoCommand(command);
}
