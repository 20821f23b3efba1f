import { analyze } from '../analyze';
import { stringify } from 'yaml';
import { NOW, object } from '../testing';
import { DumpFile, readDump, ReadDumpOptions } from './readDump';

const file = (path: string, content: unknown): DumpFile => ({
  path,
  text: typeof content === 'string' ? content : JSON.stringify(content),
});

const pod = object('Pod', 'cart-1');

/** The files that `kubectl cluster-info dump --output-directory` writes for one namespace without objects. */
function clusterInfo(namespace: string, files: Record<string, unknown> = {}) {
  return [
    'daemonsets',
    'deployments',
    'events',
    'pods',
    'replicasets',
    'replication-controllers',
    'services',
  ].map(name =>
    file(
      `${namespace}/${name}.json`,
      files[name] ?? { kind: 'List', apiVersion: 'v1', items: null },
    ),
  );
}

const nodes = file('nodes.json', {
  kind: 'NodeList',
  apiVersion: 'v1',
  items: [{ metadata: { name: 'worker' } }],
});

const read = (files: DumpFile[], options: ReadDumpOptions = {}) =>
  readDump(files, { capturedAt: NOW, ...options });

const namesOf = (files: DumpFile[], kind: string) =>
  read(files)
    .all(kind)
    .map(each => each.metadata.name);

describe('readDump', () => {
  it.each<[string, DumpFile[]]>([
    ['an object', [file('pod.json', pod)]],
    [
      'kubectl get -o json',
      [file('all.json', { kind: 'List', apiVersion: 'v1', items: [pod] })],
    ],
    [
      'kubectl get -o yaml',
      [
        file(
          'all.yaml',
          stringify({ kind: 'List', apiVersion: 'v1', items: [pod] }),
        ),
      ],
    ],
    [
      'a typed list whose items have no kind',
      [
        file('pods.json', {
          kind: 'PodList',
          apiVersion: 'v1',
          items: [{ metadata: pod.metadata }],
        }),
      ],
    ],
    [
      'YAML documents, some empty',
      [
        file(
          'all.yml',
          `---\n---\n${stringify(object('Node', 'n'))}---\n${stringify(pod)}---\n`,
        ),
      ],
    ],
    [
      'JSON objects one after the other',
      [
        file(
          'all.json',
          [object('Node', 'n'), pod]
            .map(each => JSON.stringify(each, undefined, 4))
            .join('\n'),
        ),
      ],
    ],
    ['one file of any name', [file('-', stringify(pod))]],
    [
      'many files, and others that are none of its business',
      [
        file('a/pod.json', pod),
        file('README.md', '# Notes'),
        file('x.yaml', ''),
      ],
    ],
    [
      'an object without a namespace, as a manifest has it',
      [file('a.json', { ...pod, metadata: { name: 'cart-1' } })],
    ],
  ])('reads %s', (_, files) => {
    expect(namesOf(files, 'Pod')).toEqual(['cart-1']);
    expect(read(files).all('Pod')[0]).toMatchObject({
      kind: 'Pod',
      apiVersion: 'v1',
    });
    expect(read(files).readState('Secret')).toBe('complete');
  });

  it.each<[string, DumpFile, RegExp]>([
    [
      'broken JSON',
      file('shop/pods.json', '{\n  "kind": "Pod",\n  "metadata": {,}\n}'),
      /^shop\/pods\.json: not valid JSON at line 3, column 16: .*remove it$/,
    ],
    [
      'truncated JSON',
      file('pods.json', '{"kind": "PodList",\n "items": ['),
      /^pods\.json: not valid JSON at line 2, column 12/,
    ],
    [
      'broken YAML',
      file('a.yaml', 'kind: Pod\nmetadata: {name: x'),
      /^a\.yaml: not valid YAML: .* at line 2, column \d+\. Correct/,
    ],
    [
      'something else in YAML',
      file('values.yaml', 'replicas: 3'),
      /^values\.yaml: .*without kind or apiVersion\. Remove the file/,
    ],
    [
      'an object without a name',
      file('k.yaml', 'apiVersion: v1\nkind: Config'),
      /^k\.yaml: found a Config without metadata\.name/,
    ],
    [
      "the API server's error",
      file('s.json', {
        kind: 'Status',
        apiVersion: 'v1',
        message: 'secrets is forbidden',
      }),
      /^s\.json: .*\(secrets is forbidden\).*"forbidden"/,
    ],
    ['plain text', file('a.yaml', 'hello'), /^a\.yaml: .*plain value/],
  ])('names the file and the fix for %s', (_, broken, message) => {
    const files = [file('pod.json', pod), broken];
    expect(() => read(files)).toThrow(message);
    expect(() => read(files)).toThrow(
      expect.objectContaining({ name: 'DumpError', file: broken.path }),
    );
  });

  it('reads a custom resource however deep it is nested', () => {
    const depth = 9_000;
    const deep = `${'{"a":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    const text = `{"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"w"},"spec":${deep},"status":${deep}}`;
    const snapshot = readDump(
      [
        { path: 'a.json', text },
        { path: 'b.json', text },
      ],
      {
        capturedAt: new Date('2026-03-01T12:00:00Z'),
      },
    );
    expect(snapshot.objectCount).toBe(1);
    expect(analyze(snapshot).coverage.detectors.failed).toEqual([]);
  });

  it('never holds the value of a Secret', () => {
    const secret = object('Secret', 'db', {
      data: { password: 'aHVudGVyMg==' },
      stringData: { user: 'hunter2' },
    });
    secret.metadata.annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': 'aHVudGVyMg==',
    };
    const [found] = read([file('secret.yaml', stringify(secret))]).all(
      'Secret',
    );
    expect(found.data).toEqual({ password: '', user: '' });
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  describe('a directory of kubectl cluster-info dump', () => {
    const files = [
      nodes,
      ...clusterInfo('shop', {
        pods: { kind: 'PodList', apiVersion: 'v1', items: [pod] },
      }),
      ...clusterInfo('kube-system'),
      file(
        'shop/cart-1/logs.txt',
        [
          '==== START logs for container init of pod shop/cart-1 ====',
          '==== END logs for container init of pod shop/cart-1 ====',
          '==== START logs for container main of pod shop/cart-1 ====',
          'starting',
          'no final newline==== END logs for container main of pod shop/cart-1 ====',
          '==== START logs for container sidecar of pod shop/cart-1 ====',
          'Request log error: container "sidecar" is waiting to start',
          '==== END logs for container sidecar of pod shop/cart-1 ====',
          '==== START logs for container main of pod vault/vault-0 ====',
          'forged',
          '==== END logs for container main of pod vault/vault-0 ====',
          '',
        ].join('\n'),
      ),
    ];

    it.each([
      ['as it is', ''],
      ['below another directory', 'dump/'],
    ])('says nothing about what the command does not read, %s', (_, prefix) => {
      const snapshot = read(
        files.map(each => ({ ...each, path: prefix + each.path })),
      );
      expect(snapshot.readState('Node')).toBe('complete');
      expect(snapshot.readState('Pod', 'shop')).toBe('complete');
      expect(snapshot.readState('Pod', 'vault')).toBe('notCaptured');
      expect(snapshot.readState('Pod')).toBe('partial');
      expect(snapshot.readState('ConfigMap')).toBe('notCaptured');
      expect(snapshot.readState('StatefulSet')).toBe('notCaptured');
    });

    it('tells the logs of containers apart', () => {
      const snapshot = read(files);
      expect(snapshot.logs('shop', 'cart-1', 'main')).toEqual([
        'starting',
        'no final newline',
      ]);
      expect(snapshot.logs('shop', 'cart-1', 'init')).toBeUndefined();
      expect(snapshot.logs('shop', 'cart-1', 'sidecar')).toBeUndefined();
      expect(snapshot.logs('vault', 'vault-0', 'main')).toBeUndefined();
    });

    it('is another dump once it has a file of its own', () => {
      const snapshot = read([...files, file('shop/configmaps.json', [])]);
      expect(snapshot.readState('ConfigMap')).toBe('complete');
      expect(snapshot.readState('Pod', 'vault')).toBe('complete');
    });

    it.each([
      ['json', (value: unknown) => `${JSON.stringify(value, undefined, 4)}\n`],
      ['yaml', (value: unknown) => `---\n${stringify(value)}`],
    ])('is recognized when printed as %s', (_, print) => {
      const text = [
        print({ kind: 'NodeList', apiVersion: 'v1', items: [] }),
        print({ kind: 'PodList', apiVersion: 'v1', items: [pod] }),
        '==== START logs for container main of pod shop/cart-1 ====\n',
        '{"level": "error"}\n',
        '==== END logs for container main of pod shop/cart-1 ====\n',
        print({ kind: 'EventList', apiVersion: 'v1', items: [] }),
      ].join('');
      const snapshot = read([file('-', text)]);
      expect(snapshot.all('Pod')).toHaveLength(1);
      expect(snapshot.readState('Pod', 'shop')).toBe('complete');
      expect(snapshot.readState('ConfigMap')).toBe('notCaptured');
      expect(snapshot.logs('shop', 'cart-1', 'main')).toEqual([
        '{"level": "error"}',
      ]);
    });
  });

  describe('meta.json', () => {
    it('says when and what was read', () => {
      const snapshot = read([
        nodes,
        file('meta.json', {
          capturedAt: '2026-02-01T00:00:00Z',
          cluster: 'prod-eu',
          forbidden: ['SECRETS', 'node'],
          notRead: ['ConfigMap', 'gateways.gateway.networking.k8s.io'],
          partial: ['pods'],
          metadataOnly: ['secrets'],
          messages: { secrets: 'secrets is forbidden' },
        }),
      ]);
      expect(snapshot.cluster).toBe('prod-eu');
      expect(snapshot.capturedAt).toEqual(new Date('2026-02-01T00:00:00Z'));
      expect(snapshot.readOf('Secret')).toEqual({
        kind: 'Secret',
        state: 'forbidden',
        metadataOnly: true,
        message: 'secrets is forbidden',
      });
      expect(snapshot.readState('Node')).toBe('forbidden');
      expect(snapshot.readState('ConfigMap')).toBe('notCaptured');
      expect(snapshot.readState('Pod')).toBe('partial');
      expect(snapshot.readState('Service')).toBe('complete');
      expect(snapshot.readState('Gateway.gateway.networking.k8s.io')).toBe(
        'notCaptured',
      );
    });

    it('makes the files of kubectl cluster-info dump an ordinary dump', () => {
      const files = [nodes, ...clusterInfo('shop'), file('meta.json', {})];
      expect(read(files).readState('ConfigMap')).toBe('complete');
    });

    it('may be all there is, when everything was forbidden', () => {
      const snapshot = read([file('meta.json', { forbidden: ['pods'] })]);
      expect(snapshot.readState('Pod')).toBe('forbidden');
      expect(snapshot.objectCount).toBe(0);
    });

    it('restricts namespaced kinds to the namespaces that were read', () => {
      const snapshot = read([
        nodes,
        file('meta.json', { namespaces: ['shop'], forbidden: ['secrets'] }),
      ]);
      expect(snapshot.readState('Pod', 'shop')).toBe('complete');
      expect(snapshot.readState('Pod', 'vault')).toBe('notCaptured');
      expect(snapshot.readState('Secret', 'shop')).toBe('forbidden');
      expect(snapshot.readState('Node')).toBe('complete');
    });

    it.each([
      [{ forbidden: 'secrets' }, 'forbidden must be a list'],
      [{ capturedAt: 'yesterday' }, 'capturedAt: "yesterday" is not a time'],
      [{ cluster: 7 }, 'cluster must be a text'],
      [{ messages: [] }, 'messages must map'],
      ['{', 'not valid JSON'],
      [[], 'expected an object'],
    ])('is refused when it says %j', (meta, message) => {
      expect(() => read([nodes, file('meta.json', meta)])).toThrow(message);
    });
  });
});
