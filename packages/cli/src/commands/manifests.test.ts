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
      ['problem', 'hygiene', 'info', 'never'].map(
        async each => (await diagnose('--fail-on', each)).exitCode,
      ),
    );
    const [problem, hygiene, info, never] = codes;
    expect({ hygiene, info, never }).toEqual({ hygiene: 1, info: 1, never: 0 });
    expect([0, 1]).toContain(problem);
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
