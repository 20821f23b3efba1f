import { object, unreadKind } from '../../testing/builders';
import { detectorRunner } from '../../testing/detectorRunner';
import { configMapSecret } from './configMapSecret';
import { envSecretLiteral } from './envSecretLiteral';
import { hardened, told } from './testWorkloads';

const TOKEN = `eyJ${'a'.repeat(12)}.eyJ${'b'.repeat(12)}.${'c'.repeat(12)}`;
const KEY = ['-----BEGIN RSA PRIVATE', 'KEY-----\nabc'].join(' ');

describe('security.env-secret-literal', () => {
  const run = detectorRunner(envSecretLiteral);
  const withVariable = (name: string, value: string) =>
    run(hardened({ env: [{ name, value }] }));

  it.each([
    ['DB_PASSWORD', 'hunter2-hunter2'],
    ['dbPassword', 'hunter2-hunter2'],
    ['STRIPE_API_KEY', 'abcdefghijkl'],
    ['CREDENTIALS', 'user;pass'],
    ['DATABASE_URL', 'postgres://shop:s3cr3t@db:5432/shop'],
    ['SESSION', TOKEN],
    ['TLS', KEY],
  ])('speaks of %s=%s and hides the value', (name, value) => {
    const found = withVariable(name, value);
    expect(told(found)).toEqual([
      `security.env-secret-literal app/${name} high`,
    ]);
    expect(JSON.stringify(found)).not.toContain(value.slice(0, 20));
    expect(found[0].evidence).toEqual([
      expect.objectContaining({ path: 'spec.containers[0].env[0].value' }),
    ]);
  });

  it.each([
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['DB_PASSWORD_FILE', '/run/secrets/password'],
    ['TOKEN_URL', 'https://id.example.org/token'],
    ['SECRET_NAME', 'shop-db'],
    ['TOKEN_TTL', '3600'],
    ['ENABLE_TOKEN', 'true'],
    ['MAX_TOKENS', '4096'],
    ['TOKENIZER', 'bert-base'],
    ['DATABASE_URL', 'postgres://db:5432/shop'],
    ['DATABASE_URL', 'postgres://shop:$(DB_PASSWORD)@db:5432/shop'],
    ['AWS_ACCESS_KEY_ID', 'my-key-id'],
    ['PASSWORD_POLICY', 'strong-ones-only'],
  ])('is silent for %s=%s', (name, value) => {
    expect(told(withVariable(name, value))).toEqual([]);
  });

  it('is silent for a value from a Secret', () => {
    const valueFrom = { secretKeyRef: { name: 'db', key: 'password' } };
    expect(
      run(hardened({ env: [{ name: 'DB_PASSWORD', valueFrom }] })),
    ).toEqual([]);
  });
});

describe('security.configmap-secret', () => {
  const run = detectorRunner(configMapSecret);
  const configMap = (
    data: Record<string, string>,
    options: { namespace?: string; metadata?: Record<string, unknown> } = {},
  ) => object('ConfigMap', 'settings', { data }, options);

  it.each<[string, Record<string, string>, string]>([
    ['a private key', { 'tls.pem': KEY }, 'tls.pem'],
    [
      'a password in a URL within a file',
      { 'app.yaml': 'log: info\ndb: amqp://shop:s3cr3t@mq:5672\n' },
      'app.yaml',
    ],
    [
      'a key with the name of a credential',
      { 'db.password': 'hunter2' },
      'db.password',
    ],
  ])('speaks of %s', (_, data, key) => {
    const found = run([configMap(data)]);
    expect(told(found)).toEqual([`security.configmap-secret ${key} high`]);
    expect(JSON.stringify(found)).not.toMatch(/s3cr3t|hunter2|BEGIN/);
  });

  it('searches short values first, and only so much of one ConfigMap', () => {
    const long = `amqp://shop:s3cr3t@mq:5672 ${'x'.repeat(60_000)}`;
    const found = run([configMap({ a: long, b: long, password: 'hunter2' })]);
    expect(told(found)).toEqual([
      'security.configmap-secret a high',
      'security.configmap-secret password high',
    ]);
  });

  it.each([
    ['a certificate', [configMap({ 'ca.crt': '-----BEGIN CERTIFICATE-----' })]],
    ['a placeholder', [configMap({ password: '<set me>' })]],
    ['ordinary settings', [configMap({ 'app.yaml': 'password_file: /x\n' })]],
    [
      'a system namespace',
      [configMap({ password: 'hunter2' }, { namespace: 'kube-system' })],
    ],
    [
      'what a controller owns',
      [
        configMap(
          { password: 'hunter2' },
          { metadata: { ownerReferences: [{ kind: 'X', name: 'x' }] } },
        ),
      ],
    ],
    [
      'metadata only',
      [
        configMap({ password: 'hunter2' }),
        { kind: 'ConfigMap', state: 'complete' as const, metadataOnly: true },
      ],
    ],
    ['unread ConfigMaps', [unreadKind('ConfigMap')]],
  ])('is silent for %s', (_, ingredients) => {
    expect(told(run(ingredients))).toEqual([]);
  });
});
