import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ManagedProcess } from './ManagedProcess';
import { findMonitoringBinaries } from './findMonitoringBinaries';
import { freePorts } from './freePorts';
import { waitFor } from './waitFor';

export interface MonitoringOptions {
  /** As in `rules` of a group of alerting rules. */
  rules: readonly object[];
  /** Written onto every alert. */
  externalLabels: Readonly<Record<string, string>>;
  /** As in `webhook_configs` of a receiver. */
  webhook: object;
}

/** A Prometheus that evaluates rules every second on metrics that the test sets, and an Alertmanager that posts what they say to a webhook. */
export class Monitoring {
  readonly #processes: readonly ManagedProcess[];
  readonly #exporter: Server;
  readonly #folder: string;
  readonly #metrics: Map<string, number>;

  static async start(options: MonitoringOptions): Promise<Monitoring> {
    const binaries = await findMonitoringBinaries();
    const folder = await mkdtemp(join(tmpdir(), 'opsagent-monitoring-'));
    const [metricsPort, prometheus, alertmanager] = await freePorts(3);
    const metrics = new Map<string, number>();
    const exporter = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/plain; version=0.0.4');
      response.end([...metrics].map(each => `${each.join(' ')}\n`).join(''));
    });
    exporter.listen(metricsPort, '127.0.0.1');
    await once(exporter, 'listening');

    const files = {
      'rules.yaml': { groups: [{ name: 'tests', rules: options.rules }] },
      'prometheus.yaml': {
        global: {
          scrape_interval: '1s',
          evaluation_interval: '1s',
          external_labels: options.externalLabels,
        },
        rule_files: ['rules.yaml'],
        alerting: { alertmanagers: [targetAt(alertmanager)] },
        scrape_configs: [
          {
            job_name: 'kube-state-metrics',
            honor_labels: true,
            ...targetAt(metricsPort),
          },
        ],
      },
      'alertmanager.yaml': {
        route: {
          receiver: 'portal',
          group_by: ['alertname'],
          group_wait: '1s',
          group_interval: '1s',
          repeat_interval: '1h',
        },
        receivers: [{ name: 'portal', webhook_configs: [options.webhook] }],
      },
    };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), stringify(content), { mode: 0o600 });
    const server = (name: keyof typeof binaries, port: number) =>
      new ManagedProcess({
        name,
        command: binaries[name],
        args: [
          `--config.file=${join(folder, `${name}.yaml`)}`,
          `--storage.${name === 'prometheus' ? 'tsdb.' : ''}path=${join(folder, name)}`,
          `--web.listen-address=127.0.0.1:${port}`,
          ...(name === 'alertmanager' ? ['--cluster.listen-address='] : []),
        ],
        cwd: folder,
        logFile: join(folder, `${name}.log`),
      });
    const processes = [
      server('alertmanager', alertmanager),
      server('prometheus', prometheus),
    ];
    for (const each of processes) {
      await mkdir(join(folder, each.name), { recursive: true });
      each.start();
    }
    const monitoring = new Monitoring(processes, exporter, folder, metrics);
    await monitoring.#ready([alertmanager, prometheus]);
    return monitoring;
  }

  private constructor(
    processes: readonly ManagedProcess[],
    exporter: Server,
    folder: string,
    metrics: Map<string, number>,
  ) {
    this.#processes = processes;
    this.#exporter = exporter;
    this.#folder = folder;
    this.#metrics = metrics;
  }

  /** @param series - such as `up{pod="a"}` */
  set(series: string, value: number): void {
    this.#metrics.set(series, value);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map(each => each.stop()));
    this.#exporter.closeAllConnections();
    this.#exporter.close();
    if (!process.env.OPSAGENT_KEEP_LOGS)
      await rm(this.#folder, { recursive: true, force: true });
  }

  async #ready(ports: readonly number[]) {
    for (const [index, port] of ports.entries()) {
      const server = this.#processes[index];
      await waitFor(`${server.name} to be ready`, async () => {
        await server.assertStarting();
        return (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok;
      });
    }
  }
}

function targetAt(port: number) {
  return { static_configs: [{ targets: [`127.0.0.1:${port}`] }] };
}
