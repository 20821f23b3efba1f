import { DumpFile, readDump } from './readDump';
import { locateObjects } from './locateObjects';

const NOW = new Date('2026-03-01T12:00:00Z');

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { host: a }
`;

const read = (files: Readonly<Record<string, string>>, namespace?: string) =>
  readDump(filesOf(files), {
    capturedAt: NOW,
    kindsWithoutObjects: 'undeployed',
    namespace,
  });

function filesOf(files: Readonly<Record<string, string>>): DumpFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

describe('readDump of manifests', () => {
  it('drops what only a cluster writes', () => {
    const snapshot = read({
      'web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  uid: a
  generation: 3
  resourceVersion: "4"
  creationTimestamp: "2026-01-20T00:00:00Z"
  labels: { app: web }
spec: { replicas: 2 }
status: { replicas: 1 }
---
apiVersion: v1
kind: Event
metadata: { name: web.1, namespace: shop }
`,
    });
    expect(snapshot.get('Deployment', 'shop', 'web')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
      spec: { replicas: 2 },
    });
    expect(snapshot.objectCount).toBe(1);
    expect(snapshot.capturedAt).toEqual(NOW);
  });

  it('knows of no kind that there are no others, pods included', () => {
    const snapshot = read({ 'a.yaml': CONFIG });
    expect(snapshot.readState('ConfigMap')).toBe('partial');
    expect(snapshot.readState('Pod')).toBe('partial');
    expect(snapshot.readState('Service')).toBe('notCaptured');
  });

  it('leaves out what is no object, and names it once', () => {
    const snapshot = read({
      'kustomization.yaml': 'resources: [a.yaml]\n',
      'base/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: base }\n',
      'meta.json': '{"capturedAt":"2020-01-01T00:00:00Z"}',
      'op.json': '[{"op":"add","path":"/a","value":1}]',
      'values.yaml': 'replicas: 2\n---\njust words\n',
      'a.yaml': CONFIG,
    });
    expect(snapshot.objectCount).toBe(1);
    expect(snapshot.capturedAt).toEqual(NOW);
    expect(snapshot.readState('ConfigMap')).toBe('partial');
    expect(snapshot.notes).toEqual([
      'Left out, as no cluster has such objects or they lack a kind or name: base/kustomization.yaml, kustomization.yaml, meta.json, op.json, values.yaml',
    ]);
  });

  it('leaves out the templates of a chart, which are not YAML yet', () => {
    const snapshot = read({
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\n',
      'chart/templates/web.yaml': '{{- if .Values.web }}\nkind: {{ .k }}\n',
      'a.yaml': CONFIG,
    });
    expect(snapshot.objectCount).toBe(1);
    expect(snapshot.notes).toContainEqual(
      'Left out, as Helm makes manifests of them: check the output of helm template instead of: chart/templates/web.yaml',
    );
  });

  it('takes an object whose name the API server completes', () => {
    const snapshot = read({
      'a.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: migrate- }\n',
    });
    expect(snapshot.get('Job', 'default', 'migrate-')).toBeDefined();
    expect(snapshot.notes).toEqual([]);
  });

  it('judges no object of which there are several versions', () => {
    const snapshot = read({
      'dev/a.yaml': CONFIG,
      'prod/a.yaml': CONFIG.replace('host: a', 'port: a'),
    });
    expect(snapshot.objectCount).toBe(0);
    expect(snapshot.unjudged).toHaveLength(2);
    expect(snapshot.notes).toEqual([
      expect.stringMatching(
        /^Not judged, .*: ConfigMap default\/settings \(dev\/a\.yaml, prod\/a\.yaml\)$/,
      ),
    ]);
  });

  it('judges no revision that a controller made', () => {
    const snapshot = read({
      'a.yaml': `apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web-1, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, controller: true }] }
`,
    });
    expect(snapshot.objectCount).toBe(0);
    expect(snapshot.unjudged).toHaveLength(1);
    expect(snapshot.notes).toEqual([]);
  });

  it('judges an object once that is stated twice alike', () => {
    const snapshot = read({ 'dev/a.yaml': CONFIG, 'prod/a.yaml': CONFIG });
    expect(snapshot.objectCount).toBe(1);
    expect(snapshot.notes).toEqual([]);
  });

  it('judges no patch of a kustomization, and knows what it generates', () => {
    const snapshot = read({
      'over/kustomization.yaml':
        'patches: [{ path: ../part.yaml }, { target: {}, patch: "" }]\nconfigMapGenerator: [{ name: made }]\n',
      'part.yaml': CONFIG,
    });
    expect(snapshot.objectCount).toBe(0);
    expect(snapshot.unjudged.map(each => each.metadata.name)).toEqual([
      'settings',
      'made',
    ]);
  });

  it('puts what states no namespace where it is told to', () => {
    const files = { 'a.yaml': CONFIG };
    const snapshot = read(files, 'shop');
    expect(snapshot.get('ConfigMap', 'shop', 'settings')).toBeDefined();
    const locate = locateObjects(filesOf({ ...files, 'b.yaml': 'a: 1' }), {
      kindsWithoutObjects: 'undeployed',
      namespace: 'shop',
    });
    expect(
      locate({ kind: 'ConfigMap', namespace: 'shop', name: 'settings' }),
    ).toEqual({ path: 'a.yaml', line: 1 });
  });
});
