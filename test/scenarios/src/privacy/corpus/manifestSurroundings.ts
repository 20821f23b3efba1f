import { Surrounding } from './Planted';

const pod = (container: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart-0', namespace: 'shop' },
  spec: { containers: [{ name: 'cart', image: 'cart:1', ...container }] },
});
const env = (name: string, value: string) => pod({ env: [{ name, value }] });
const configMap = (key: string, value: string) => ({
  kind: 'ConfigMap',
  metadata: { name: 'cart' },
  data: { [key]: value },
});

/** Places of Kubernetes objects that hold a credential. */
export const MANIFEST_SURROUNDINGS: readonly Surrounding[] = [
  ['a literal of a pod', p => env('DB_PASSWORD', p)],
  ['a literal in camel case', p => env('stripeSecretKey', p)],
  [
    'a literal with a URL',
    p => env('DATABASE_URL', `postgres://cart:${p}@cart-db/cart`),
  ],
  [
    'a literal with options',
    p =>
      env(
        'JAVA_TOOL_OPTIONS',
        `-Xmx512m -Djavax.net.ssl.trustStorePassword=${p} -Dx=y`,
      ),
  ],
  ['a literal of no telling name', p => env('TENANT', `${p} & sons`)],
  [
    'a Secret',
    p => ({
      kind: 'Secret',
      metadata: { name: 'x' },
      data: { anything: btoa(p), plain: p },
    }),
  ],
  [
    'a Secret as written',
    p => ({ kind: 'Secret', stringData: { 'config.yaml': `a: ${p}` } }),
  ],
  [
    'a List of Secrets',
    p => ({ kind: 'List', items: [{ kind: 'Secret', data: { a: p } }] }),
  ],
  [
    'the last applied Secret',
    p => ({
      kind: 'Secret',
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
            kind: 'Secret',
            stringData: { a: p },
          }),
        },
      },
    }),
  ],
  [
    'the last applied Deployment',
    p => ({
      kind: 'Deployment',
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(
            env('API_TOKEN', p),
          ),
        },
      },
    }),
  ],
  [
    'a broken last applied',
    p => ({
      kind: 'Secret',
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': `{"stringData":{"a":"${p}"`,
        },
      },
    }),
  ],
  [
    'pull credentials',
    p => ({
      kind: 'ConfigMap',
      data: {
        '.dockerconfigjson': JSON.stringify({
          auths: {
            'r.initech.com': {
              username: 'ci',
              password: p,
              auth: btoa(`ci:${p}`),
            },
          },
        }),
      },
    }),
  ],
  ['a ConfigMap with a telling key', p => configMap('smtp-password', p)],
  [
    'a ConfigMap with a file',
    p =>
      configMap('application.yaml', `smtp:\n  host: mail\n  password: ${p}\n`),
  ],
  [
    'a ConfigMap with a netrc',
    p => configMap('netrc', `machine git.initech.com login ci password '${p}'`),
  ],
  ['arguments in a list', p => pod({ args: ['--token', p, '--port', '80'] })],
  [
    'arguments with a sign',
    p => pod({ command: ['server', `--password=${p}`] }),
  ],
  [
    'an init container',
    p =>
      pod({
        command: [
          'sh',
          '-c',
          `until PGPASSWORD=${p} psql -h db -c 'select 1'; do sleep 1; done`,
        ],
      }),
  ],
  [
    'a probe with a header',
    p =>
      pod({
        livenessProbe: {
          httpGet: {
            path: '/',
            httpHeaders: [{ name: 'Authorization', value: `Bearer ${p}` }],
          },
        },
      }),
  ],
  [
    'a probe with a query',
    p => pod({ readinessProbe: { httpGet: { path: `/ready?token=${p}` } } }),
  ],
  [
    'a Helm release',
    p => ({
      kind: 'HelmRelease',
      spec: { values: { auth: { rootPassword: p, database: 'cart' } } },
    }),
  ],
  [
    'an Argo CD Application',
    p => ({
      kind: 'Application',
      spec: {
        source: { helm: { parameters: [{ name: 'auth.password', value: p }] } },
      },
    }),
  ],
  [
    'a webhook URL',
    p => ({
      kind: 'Receiver',
      spec: { url: `https://ops:${p}@hooks.initech.com/x` },
    }),
  ],
  [
    'an event',
    p => ({
      kind: 'Event',
      message: `Error: failed to start container: exec: "--password=${p}": not found`,
    }),
  ],
];
