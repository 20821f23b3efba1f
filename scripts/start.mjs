#!/usr/bin/env node
/**
 * Opens the example portal on the demo clusters, or on clusters of a kubeconfig.
 *
 *   npm start
 *   npm start -- --context kind-dev [--context ...] [--kubeconfig <file>] [--catalog <file> ...] [--config <file> ...]
 *
 * The clusters reach the portal's Kubernetes plugin as loopback servers guarded by a random token; what is generated for one run lives in .cache/start.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { failureIn } from './backendFailure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const demoClusters = join(root, 'examples', 'demo', 'clusters');
const exampleCatalog = ['entities.yaml', 'org.yaml'].map(name =>
  join(root, 'examples', name),
);
const children = new Set();
/** Milliseconds in which children have to end. */
const PATIENCE = 10_000;
const started = Number(process.env.OPSAGENT_STARTED_AT ?? Date.now());

const USAGE = `usage: npm start [-- options]

  --context <name>      a context of your kubeconfig; repeat it for several clusters
  --kubeconfig <file>   instead of $KUBECONFIG or ~/.kube/config
  --catalog <file>      a catalog file with your own components; may be repeated
  --config <file>       more configuration, such as a language model; may be repeated

Without --context or --kubeconfig the demo clusters are shown.`;

const say = message => process.stderr.write(`opsagent: ${message}\n`);

function fail(message) {
  say(message);
  stop(1);
}

function stop(code) {
  for (const child of children) child.kill('SIGTERM');
  process.exit(code);
}

/** What children print while they end comes before the last line, which says what failed. */
async function endChildren() {
  const running = [...children].filter(
    child => child.exitCode === null && child.signalCode === null,
  );
  const patience = new Promise(done => setTimeout(done, PATIENCE));
  await Promise.race([
    patience,
    Promise.all(
      running.map(child => {
        const closed = new Promise(done => child.on('close', done));
        child.kill('SIGTERM');
        return closed;
      }),
    ),
  ]);
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        context: { type: 'string', multiple: true },
        kubeconfig: { type: 'string' },
        catalog: { type: 'string', multiple: true, default: [] },
        config: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    say(error.message);
    say(USAGE);
    return process.exit(2);
  }
}

/** Starts a server of ours and yields the JSON lines that it prints until it has named `count` clusters. */
function serve(script, args, count) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  return new Promise((done, failed) => {
    const announced = [];
    createInterface({ input: child.stdout }).on('line', line => {
      if (!line.startsWith('{')) return;
      announced.push(JSON.parse(line));
      if (announced.length === count) done(announced);
    });
    child.on('exit', code =>
      failed(new Error(`${script} ended with code ${code}`)),
    );
  });
}

async function serveDemo() {
  const names = readdirSync(demoClusters).sort();
  say(`serving the demo clusters ${names.join(' and ')}`);
  const clusters = names.flatMap(name => [
    '--cluster',
    `${name}=${join(demoClusters, name)}`,
  ]);
  const token = randomBytes(24).toString('hex');
  return serve(
    'packages/demo-cluster/bin/opsagent-demo-cluster.cjs',
    [...clusters, '--token', token],
    names.length,
  );
}

async function serveContexts({ context = [undefined], kubeconfig }) {
  const announced = await Promise.all(
    context.map(name =>
      serve(
        'packages/cli/bin/opsagent.cjs',
        [
          'proxy',
          ...(name ? ['--context', name] : []),
          ...(kubeconfig ? ['--kubeconfig', resolve(kubeconfig)] : []),
        ],
        1,
      ),
    ),
  );
  for (const { name } of announced.flat()) {
    say(`serving context ${name} of your kubeconfig to the portal, read only`);
  }
  return announced.flat();
}

function writeConfig(clusters, catalogFiles) {
  const folder = join(root, '.cache', 'start');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'app-config.yaml');
  const config = {
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, token }) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken: token,
            // Without metrics the Kubernetes tab would warn of each component.
            skipMetricsLookup: true,
          })),
        },
      ],
    },
    ...(catalogFiles.length > 0
      ? {
          catalog: {
            // Lists in later configuration files replace earlier ones, so the examples are named again: the guest is one of them.
            locations: [...exampleCatalog, ...catalogFiles].map(target => ({
              type: 'file',
              target: resolve(target),
              rules: [
                {
                  allow: [
                    'Component',
                    'System',
                    'Domain',
                    'Resource',
                    'API',
                    'Group',
                    'User',
                  ],
                },
              ],
            })),
          },
        }
      : {}),
  };
  // JSON is YAML: no library is needed to write it. The tokens are for this user alone.
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}

function portIsFree(port) {
  return new Promise(done => {
    const probe = createServer()
      .once('error', () => done(false))
      .once('listening', () => probe.close(() => done(true)))
      .listen(port);
  });
}

async function announceWhenUp() {
  const up = async url => {
    try {
      return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  };
  const ready = async () =>
    (await up('http://localhost:7007/.backstage/health/v1/readiness')) &&
    (await up('http://localhost:3000'));
  let told = Date.now();
  while (!(await ready())) {
    await new Promise(again => setTimeout(again, 500));
    if (Date.now() - told > 60_000) {
      told = Date.now();
      say('the portal is not up yet; if something failed, it is said above');
    }
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  // The backend's first requests would push the one line that matters out of sight.
  await new Promise(quiet => setTimeout(quiet, 3_000));
  say(
    `the portal is up after ${seconds} s: open http://localhost:3000 and enter as a guest`,
  );
}

const values = options();
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}
for (const option of ['catalog', 'config']) {
  for (const file of values[option]) {
    if (!existsSync(file)) fail(`--${option}: there is no file ${file}`);
  }
}
for (const port of [3000, 7007]) {
  if (!(await portIsFree(port))) {
    fail(
      `port ${port} is taken; end what listens there, perhaps an earlier portal`,
    );
  }
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));

try {
  const ownClusters = values.context || values.kubeconfig;
  const clusters = await (ownClusters ? serveContexts(values) : serveDemo());
  if (ownClusters && values.catalog.length === 0) {
    say(
      'without --catalog the catalog holds only the examples, which find no objects in your cluster',
    );
  }
  const generated = writeConfig(clusters, values.catalog);
  say('starting the portal');
  const portal = spawn(
    'backstage-cli',
    [
      'repo',
      'start',
      ...[join(root, 'app-config.yaml'), generated, ...values.config].flatMap(
        file => ['--config', resolve(file)],
      ),
    ],
    {
      cwd: root,
      stdio: ['inherit', 'inherit', 'pipe'],
      // Standard error only passes through here.
      env: process.stderr.isTTY
        ? { FORCE_COLOR: '1', ...process.env }
        : process.env,
      shell: process.platform === 'win32',
    },
  );
  children.add(portal);
  const ended = new Promise(done => portal.on('close', done));
  // Once the portal is up its backend may fail for a while: whoever changes the code mends it, and it starts again.
  await Promise.race([
    announceWhenUp(),
    failureIn(portal.stderr).then(reason => {
      throw new Error(`the backend could not start: ${reason}`);
    }),
    ended.then(code => {
      throw new Error(`the portal has ended with code ${code}`);
    }),
  ]);
  stop((await ended) ?? 0);
} catch (error) {
  await endChildren();
  fail(error.message);
}
