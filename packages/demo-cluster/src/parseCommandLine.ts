import { parseArgs } from 'node:util';

/** What the command was asked for. */
export interface CommandLine {
  clusters: { name: string; directory: string; port: number }[];
  host?: string;
  token?: string;
}

/** @throws Error when the arguments make no sense */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cluster: { type: 'string', multiple: true },
      port: { type: 'string' },
      host: { type: 'string' },
      token: { type: 'string' },
    },
  });
  const base = Number(values.port ?? 0);
  if (!Number.isInteger(base) || base < 0 || base > 65535) {
    throw new Error(`--port: "${values.port}" is not a port`);
  }
  const clusters = (values.cluster ?? []).map((cluster, index) => {
    const [, name, directory] = /^([^=]+)=(.+)$/.exec(cluster) ?? [];
    if (!name)
      throw new Error(`--cluster: "${cluster}" is not <name>=<directory>`);
    return { name, directory, port: base && base + index };
  });
  if (clusters.length === 0) throw new Error('--cluster is missing');
  return { clusters, host: values.host, token: values.token };
}
