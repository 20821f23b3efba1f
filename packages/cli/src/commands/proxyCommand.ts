import { Command, InvalidArgumentError } from 'commander';
import { once } from 'node:events';
import { loadKubeConfig } from '../input/loadKubeConfig';
import { ClusterProxy } from '../proxy/ClusterProxy';
import { Terminal } from '../Terminal';
import { sharedOptions } from './options';

interface ProxyOptions {
  context?: string;
  kubeconfig?: string;
  port: number;
}

/** `opsagent proxy`: a kubeconfig's cluster as a server that only reads and needs nothing but a token. */
export function proxyCommand(terminal: Terminal): Command {
  return new Command('proxy')
    .description(
      'serve a cluster on this machine, read only, for programs that cannot use your kubeconfig',
    )
    .addOption(sharedOptions.context())
    .addOption(sharedOptions.kubeconfig())
    .option('--port <number>', 'a free one unless given', parsePort, 0)
    .addHelpText(
      'after',
      '\nPrints one line of JSON, {"name", "url", "token"}, and serves until it is interrupted. Only GET and HEAD are served; whoever holds the token can read what you can.',
    )
    .action((options: ProxyOptions) => serve(options, terminal));
}

async function serve(options: ProxyOptions, terminal: Terminal): Promise<void> {
  const { kubeConfig, context } = loadKubeConfig(options);
  const proxy = await ClusterProxy.start({ kubeConfig, port: options.port });
  const { url, token } = proxy;
  terminal.out(`${JSON.stringify({ name: context, url, token })}\n`);
  if (!terminal.signal.aborted) await once(terminal.signal, 'abort');
  await proxy.stop();
}

function parsePort(value: string) {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  }
  return port;
}
