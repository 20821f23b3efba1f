import { API_RESOURCES } from '@opsagent/engine';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { version } from '../package.json';
import { runCommandLine } from './runCommandLine';
import { brokenShop } from './testing/brokenShop';
import { waitingPods } from './testing/waitingPods';
import { TestTerminal } from './testing/TestTerminal';

describe('opsagent', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opsagent-cli-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function run(args: readonly string[], input?: string) {
    const terminal = new TestTerminal(input);
    const exitCode = await runCommandLine(args, terminal);
    return { exitCode, out: terminal.output, err: terminal.errors };
  }

  async function dump(content: unknown) {
    const file = join(folder, 'all.json');
    await writeFile(file, JSON.stringify(content));
    return file;
  }

  it('prints its version', async () => {
    const { exitCode, out, err } = await run(['--version']);
    expect(out).toBe(`${version}\n`);
    expect(err).toBe('');
    expect(exitCode).toBe(0);
  });

  describe('diagnose', () => {
    it.each([
      ['a file', async () => [await dump(brokenShop())]],
      [
        'a directory',
        async () => {
          await dump(brokenShop());
          return [folder];
        },
      ],
    ])('finds a problem in %s', async (_, source) => {
      const args = ['diagnose', ...(await source())];
      const { exitCode, out, err } = await run(args);
      expect(err).toBe('');
      expect(out).toMatch(/^dump on .* UTC: 1 problem in 1 incident\n/);
      expect(out).toContain('Service shop/cart');
      expect(exitCode).toBe(1);
    });

    it('concludes from standard input nothing about kinds that were not asked for', async () => {
      const { exitCode, out, err } = await run(
        ['diagnose', '-', '-o', 'json'],
        JSON.stringify(waitingPods()),
      );
      const { findings, coverage } = JSON.parse(out);
      expect(err).toBe('');
      expect(
        findings.map((each: { detector: string }) => each.detector),
      ).toEqual(['scheduling.insufficient-cpu']);
      expect(coverage.detectors.skipped).toContainEqual({
        detector: 'node.not-ready',
        kinds: ['Node'],
      });
      expect(coverage.kinds).toContainEqual({
        kind: 'Node',
        state: 'notCaptured',
        objects: 0,
      });
      expect(exitCode).toBe(1);
    });

    it('finds nothing in a healthy cluster', async () => {
      const [, secret] = brokenShop();
      const { exitCode, out } = await run(['diagnose', await dump([secret])]);
      expect(out).toContain('nothing is broken');
      expect(exitCode).toBe(0);
    });

    it.each([
      ['json', (text: string) => JSON.parse(text)],
      ['yaml', (text: string) => parse(text)],
    ])(
      'prints the versioned document as %s and nothing else',
      async (format, read) => {
        const file = await dump(brokenShop());
        const { exitCode, out } = await run(['diagnose', file, '-o', format]);
        const document = read(out);
        expect(Object.keys(document)).toEqual([
          'apiVersion',
          'cluster',
          'capturedAt',
          'findings',
          'incidents',
          'recommendations',
          'scores',
          'coverage',
        ]);
        expect(document).toMatchObject({
          apiVersion: 'opsagent/v1',
          cluster: 'dump',
          capturedAt: '2026-03-01T11:30:00.000Z',
        });
        expect(exitCode).toBe(1);
      },
    );

    it('describes a finding in the terms of the contract', async () => {
      const file = await dump(brokenShop());
      const { out } = await run(['diagnose', file, '-o', 'json']);
      const { findings, incidents } = JSON.parse(out);
      expect(findings[0]).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        detector: 'service.selector-matches-nothing',
        tier: 'problem',
        severity: expect.any(String),
        subject: { kind: 'Service', namespace: 'shop', name: 'cart' },
        title: expect.any(String),
        message: expect.any(String),
        evidence: expect.arrayContaining([
          expect.objectContaining({ type: 'field', path: 'spec.selector' }),
        ]),
        affected: [],
      });
      expect(incidents[0].findings).toContain(findings[0].id);
      expect(out).not.toContain('aHVudGVyMg');
    });

    it.each([
      [['--namespace', 'shop'], 1],
      [['--namespace', 'other'], 0],
      [['-n', 'other', '-n', 'shop'], 1],
      [['--min-severity', 'critical'], 0],
    ])('with %j exits with %i', async (filter, expected) => {
      const other = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'other' },
      };
      const file = await dump([...brokenShop(), other]);
      const { exitCode, out } = await run([
        'diagnose',
        file,
        '-o',
        'json',
        ...filter,
      ]);
      const document = JSON.parse(out);
      expect(document.findings.length > 0).toBe(expected === 1);
      expect(document.incidents.length > 0).toBe(expected === 1);
      expect(exitCode).toBe(expected);
    });

    it.each<[string, string[], RegExp]>([
      ['nothing is named', [], /Name a dump, or a live cluster/],
      ['the dump does not exist', ['nowhere'], /nowhere does not exist/],
      ['both are named', ['-', '--context', 'a'], /not both/],
      ['an option is wrong', ['-', '-o', 'xml'], /Allowed choices are text/],
      [
        'the kubeconfig does not exist',
        ['--kubeconfig', 'nowhere'],
        /kubeconfig nowhere does not exist/,
      ],
      [
        'the input is no dump',
        ['-'],
        /^opsagent: standard input: expected Kubernetes objects/,
      ],
    ])('exits with 2 and says so when %s', async (_, args, message) => {
      const { exitCode, out, err } = await run(['diagnose', ...args], 'hello');
      expect(err).toMatch(message);
      expect(out).toBe('');
      expect(exitCode).toBe(2);
    });

    it('tells of what --min-severity leaves out', async () => {
      const args = [await dump(brokenShop()), '--min-severity', 'critical'];
      const { exitCode, out } = await run(['diagnose', ...args]);
      expect(out).toContain('UTC: no problems at or above critical');
      expect(out).toContain('; 1 below\n');
      expect(exitCode).toBe(0);
    });

    it('does not call a namespace healthy of which it saw nothing', async () => {
      const args = [await dump(brokenShop()), '--namespace', 'nope'];
      const { exitCode, out, err } = await run(['diagnose', ...args]);
      expect(err).toMatch(
        /^opsagent: Nothing was found to check in namespace nope/,
      );
      expect(out).toBe('');
      expect(exitCode).toBe(2);
    });

    it('does not call a cluster healthy of which it saw nothing', async () => {
      await dump([]);
      await writeFile(
        join(folder, 'meta.json'),
        JSON.stringify({
          capturedAt: '2026-03-01T12:00:00Z',
          forbidden: API_RESOURCES.map(each => each.plural),
        }),
      );
      const { exitCode, err } = await run(['diagnose', folder]);
      expect(err).toMatch(/Nothing could be diagnosed/);
      expect(exitCode).toBe(2);
    });
  });

  describe('with a live cluster', () => {
    let server: Server;
    let kubeconfig: string;

    /** The broken shop, with nodes that may not be read. */
    beforeEach(async () => {
      server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? '', 'http://test');
        const plural = pathname.split('/').at(-1);
        const isForbidden = plural === 'nodes';
        const body = isForbidden
          ? {
              kind: 'Status',
              reason: 'Forbidden',
              message: 'nodes is forbidden',
            }
          : {
              kind: 'List',
              items: brokenShop().filter(
                each => `${each.kind.toLowerCase()}s` === plural,
              ),
            };
        response.writeHead(isForbidden ? 403 : 200);
        response.end(JSON.stringify(body));
      });
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
      const { port } = server.address() as AddressInfo;
      kubeconfig = join(folder, 'kubeconfig');
      await writeFile(
        kubeconfig,
        JSON.stringify({
          clusters: [
            { name: 'c', cluster: { server: `http://127.0.0.1:${port}` } },
          ],
          users: [{ name: 'u', user: {} }],
          contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
        }),
      );
    });

    afterEach(async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    });

    it('diagnoses a context, with progress apart from the result', async () => {
      const args = ['--context', 'prod', '--kubeconfig', kubeconfig];
      const { exitCode, out, err } = await run([
        'diagnose',
        ...args,
        '-o',
        'json',
      ]);
      const { cluster, coverage } = JSON.parse(out);
      expect(cluster).toBe('prod');
      expect(coverage.kinds).toContainEqual({
        kind: 'Node',
        state: 'forbidden',
        objects: 0,
        message: 'nodes is forbidden',
      });
      expect(err).toMatch(/^Reading cluster prod …\nRead 2 objects in \d+ req/);
      expect(exitCode).toBe(1);
    });

    it('captures a dump that says the same as the cluster', async () => {
      const args = ['--context', 'prod', '--kubeconfig', kubeconfig];
      const directory = join(folder, 'dump');
      const captured = await run(['capture', ...args, directory]);
      expect(captured).toMatchObject({ exitCode: 0, out: '' });
      expect((await readdir(directory)).sort()).toEqual(['meta.json', 'shop']);

      const secrets = await readFile(
        join(directory, 'shop/secrets.json'),
        'utf8',
      );
      expect(JSON.parse(secrets).items[0].data).toEqual({ password: '' });
      const meta = await readFile(join(directory, 'meta.json'), 'utf8');
      expect(JSON.parse(meta)).toEqual({
        capturedAt: '2026-03-01T12:00:00.000Z',
        cluster: 'prod',
        complete: [
          'apiservices',
          'csinodes',
          'clusterroles',
          'clusterrolebindings',
          'leases',
          'roles',
          'rolebindings',
        ],
        forbidden: ['nodes'],
        notServed: expect.arrayContaining(['gateways.networking.istio.io']),
        notRead: [],
        messages: { nodes: 'nodes is forbidden' },
      });

      const live = await run([
        'diagnose',
        ...args,
        '--secrets',
        'keys',
        '-o',
        'json',
      ]);
      const later = await run(['diagnose', directory, '-o', 'json']);
      expect(JSON.parse(later.out)).toEqual(JSON.parse(live.out));
      expect(later.exitCode).toBe(1);
    });

    it('keeps captures apart', async () => {
      const { exitCode, err } = await run([
        'capture',
        '--kubeconfig',
        kubeconfig,
        '--context',
        'prod',
        folder,
      ]);
      expect(err).toMatch(/is not empty\. Name a new directory/);
      expect(exitCode).toBe(2);
    });

    it.each([
      [['--context', 'dev'], 'has no context "dev". It has: prod'],
      [[], 'has no current context. Choose one with --context: prod'],
    ])('names the contexts there are, given %j', async (args, message) => {
      const { exitCode, err } = await run([
        'diagnose',
        '--kubeconfig',
        kubeconfig,
        ...args,
      ]);
      expect(err).toContain(message);
      expect(exitCode).toBe(2);
    });

    it('serves a context until it is interrupted', async () => {
      const terminal = new TestTerminal();
      const finished = runCommandLine(
        ['proxy', '--kubeconfig', kubeconfig, '--context', 'prod'],
        terminal,
      );
      while (!terminal.output) await new Promise(setImmediate);
      const { name, url, token } = JSON.parse(terminal.output);
      const answer = await fetch(`${url}/api/v1/services`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(name).toBe('prod');
      expect((await answer.json()).items).toHaveLength(1);
      terminal.interrupt();
      await expect(finished).resolves.toBe(0);
      await expect(fetch(url)).rejects.toThrow();
    });
  });
});
