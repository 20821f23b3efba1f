import { DemoCluster } from './DemoCluster';
import { parseCommandLine } from './parseCommandLine';

const USAGE = `Usage: opsagent-demo-cluster --cluster <name>=<dump directory> [--cluster ...] [options]

Serves each dump as a Kubernetes API and prints one line of JSON a cluster, { name, url, token }, once it answers.

  --cluster <name>=<directory>  a cluster to serve; repeat for more
  --port <number>               port of the first cluster, the next ones follow (default: free ports)
  --host <address>              address to listen on (default: 127.0.0.1)
  --token <token>               bearer token that requests must carry (default: none)
`;

/** Serves until the process is told to end. Exits with 2 when it cannot start. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const started: DemoCluster[] = [];
  const stop = async () => {
    await Promise.all(started.map(cluster => cluster.close()));
    process.exit();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const { clusters, ...options } = parseCommandLine(args);
    for (const { name, directory, port } of clusters) {
      const cluster = await DemoCluster.start({ directory, port, ...options });
      started.push(cluster);
      const { url, token } = cluster;
      process.stdout.write(`${JSON.stringify({ name, url, token })}\n`);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`opsagent-demo-cluster: ${reason}\n\n${USAGE}`);
    await Promise.all(started.map(cluster => cluster.close()));
    process.exitCode = 2;
  }
}
