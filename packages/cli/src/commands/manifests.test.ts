import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommandLine } from '../runCommandLine';
import { TestTerminal } from '../testing/TestTerminal';

const MANIFESTS = `apiVersion: v1
kind: ServiceAccount
metadata: { name: cart, namespace: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      serviceAccountName: cart
      containers:
        - name: app
          image: registry.example.com/cart:1.4.2
          ports: [{ name: http, containerPort: 8080 }]
          securityContext: { privileged: true }
          envFrom: [{ secretRef: { name: lives-in-the-cluster } }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: crat }
  ports: [{ port: 80 }]
`;

describe('manifests before they are deployed', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opsagent-manifests-'));
    await writeFile(join(folder, 'cart.yaml'), MANIFESTS);
  });

  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, text: string) =>
    writeFile(join(folder, name), text);

  const service = (name: string, port: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ port: 80, ${port} }]
`;

  async function diagnose(...args: string[]) {
    const terminal = new TestTerminal();
    const exitCode = await runCommandLine(
      ['diagnose', '--manifests', folder, ...args],
      terminal,
    );
    return { exitCode, out: terminal.output, err: terminal.errors };
  }

  const findings = async () =>
    JSON.parse((await diagnose('--output', 'json')).out).findings.map(
      (each: { detector: string }) => each.detector,
    );

  it('are judged by their templates', async () => {
    expect(await findings()).toContain('security.privileged');
  });

  it('are not said to lack what may be in the cluster', async () => {
    expect(await findings()).not.toContain('config.secret-missing');
  });

  it('are judged by how they fit each other', async () => {
    expect(await findings()).toContain('manifest.stray-selector');
  });

  it('fail on what --fail-on names', async () => {
    const codes = await Promise.all(
      ['hygiene', 'info', 'never'].map(
        async each => (await diagnose('--fail-on', each)).exitCode,
      ),
    );
    expect(codes).toEqual([1, 1, 0]);
  });

  it('name what fails them, and count the rest', async () => {
    const { out } = await diagnose('--fail-on', 'high');
    expect(out).toContain('security.privileged');
    expect(out).not.toContain('security.writable-root-fs');
    expect(out).toMatch(/Also \d+ .*; --all lists them\./);
    expect(out).toMatch(/^manifests on /);
  });

  it('fail where they contradict each other, and pass where they agree', async () => {
    expect((await diagnose()).exitCode).toBe(0);
    await write('slip.yaml', service('web', 'targetPort: htp'));
    expect((await diagnose()).exitCode).toBe(1);
    await write('slip.yaml', service('web', 'targetPort: http'));
    expect((await diagnose()).exitCode).toBe(0);
  });

  it('pass with the times and the status of an export', async () => {
    await write(
      'claim.yaml',
      `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop, creationTimestamp: '2026-01-20T00:00:00Z' }
spec: { storageClassName: fast }
status: { phase: Lost }
`,
    );
    expect((await diagnose()).exitCode).toBe(0);
  });

  it('may lie beside other files, which are named', async () => {
    await write('kustomization.yaml', 'resources: [cart.yaml]\n');
    await write('values.yaml', 'replicas: 2\n');
    await write('meta.json', '{"notRead":["deployments"]}');
    const { exitCode, out } = await diagnose('--all');
    expect(exitCode).toBe(0);
    expect(out).toContain('kustomization.yaml, meta.json, values.yaml');
    expect(out).toContain('is privileged');
    const sarif = JSON.parse((await diagnose('--output', 'sarif')).out);
    expect(
      sarif.runs[0].invocations[0].toolExecutionNotifications[0].message.text,
    ).toContain('values.yaml');
  });

  it('are all that is needed', async () => {
    await rm(join(folder, 'cart.yaml'));
    await write('values.yaml', 'replicas: 2\n');
    const { exitCode, err } = await diagnose();
    expect(exitCode).toBe(2);
    expect(err).toContain('values.yaml');
  });

  it('go to the namespace that is named, where they state none', async () => {
    await write('cart.yaml', MANIFESTS.replaceAll(', namespace: shop', ''));
    const { exitCode, out } = await diagnose('-n', 'shop', '--output', 'json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out).findings[0].subject.namespace).toBe('shop');
    expect((await diagnose('-n', 'a', '-n', 'b')).exitCode).toBe(2);
  });

  it('are given no commands for a cluster, in any format', async () => {
    const { out } = await diagnose('--output', 'json');
    const { recommendations } = JSON.parse(out);
    expect(recommendations).not.toEqual([]);
    for (const { steps, verification, rollback } of recommendations)
      expect([steps, verification, rollback]).toEqual([[], [], []]);
    for (const format of ['json', 'yaml', 'sarif', 'text'])
      expect((await diagnose('--output', format, '--all')).out).not.toMatch(
        /kubectl (?:patch|get|apply|rollout)/,
      );
  });

  it('are shown where they stand, in SARIF', async () => {
    const { out } = await diagnose('--output', 'sarif');
    const [run] = JSON.parse(out).runs;
    const result = run.results.find(
      (each: { ruleId: string }) => each.ruleId === 'security.privileged',
    );
    expect(result).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: {
              uri: pathToFileURL(join(folder, 'cart.yaml')).href,
            },
            region: { startLine: 5 },
          },
          logicalLocations: [{ fullyQualifiedName: 'Deployment/shop/cart' }],
        },
      ],
    });
    const rule = run.tool.driver.rules[result.ruleIndex];
    expect(rule).toMatchObject({
      id: 'security.privileged',
      properties: { tags: ['security'] },
    });
    expect(rule.fullDescription.text).toMatch(/\w/);
  });
});
