import { days, hours, minutes } from '../../snapshot/durations';
import { NOW, ago, object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { CertificateFields, testCertificate } from './testCertificate';
import { certificateDetectors } from '.';

const run = detectorRunner(...certificateDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.tier} ${each.severity} ${subjectOf(each)} ${each.key ?? ''}`.trim(),
  );

const HOSTS = ['shop.example.org', '*.cart.example.org'];

function secret(
  certificate: CertificateFields | string,
  { type = 'kubernetes.io/tls', metadata = {} } = {},
) {
  const pem =
    typeof certificate === 'string'
      ? certificate
      : testCertificate(certificate);
  return object(
    'Secret',
    'shop-tls',
    { type, data: { 'tls.crt': btoa(pem), 'tls.key': btoa('secret') } },
    { metadata },
  );
}

const ingress = (...hosts: string[]) =>
  object('Ingress', 'shop', {
    spec: { tls: [{ hosts, secretName: 'shop-tls' }] },
  });
const mounting = object('Pod', 'cart-1', {
  spec: {
    volumes: [{ name: 'tls', secret: { secretName: 'shop-tls' } }],
  } as object,
});
const api = (certificate: CertificateFields) =>
  object('APIService', 'v1.shop.example.org', {
    spec: {
      caBundle: btoa(testCertificate(certificate)),
      service: { namespace: 'shop', name: 'api' },
    },
  });

const EXPIRED = { hosts: HOSTS, validFor: { since: -90, until: -1 } };
const planned = (renewalTime: string) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'shop', namespace: 'shop' },
  status: { renewalTime },
});
const MANAGED = {
  metadata: { annotations: { 'cert-manager.io/certificate-name': 'shop' } },
};
const EXPIRING = { validFor: { since: -71, until: 10 } };
const later = (milliseconds: number) =>
  new Date(NOW.getTime() + milliseconds).toISOString();

describe('certificates', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'has expired and is shown',
      [secret(EXPIRED), ingress(HOSTS[0])],
      'cert.expired problem high Secret/shop-tls 12345',
    ],
    [
      'has expired and is mounted',
      [secret(EXPIRED), mounting],
      'cert.expired problem high Secret/shop-tls 12345',
    ],
    [
      'has expired unused',
      [secret(EXPIRED)],
      'cert.expired hygiene low Secret/shop-tls 12345',
    ],
    [
      'is not valid yet',
      [secret({ validFor: { since: 1, until: 90 } }), mounting],
      'cert.not-yet-valid problem high Secret/shop-tls 12345',
    ],
    [
      'expires in ten days',
      [secret(EXPIRING)],
      'cert.expiring risk medium Secret/shop-tls 12345',
    ],
    [
      'expires in two days',
      [secret({ validFor: { since: -88, until: 2 } })],
      'cert.expiring risk high Secret/shop-tls 12345',
    ],
    [
      'should have been renewed',
      [secret(EXPIRING, MANAGED), planned(ago(days(1)))],
      'cert.expiring risk medium Secret/shop-tls 12345',
    ],
    [
      'is none',
      [secret('-----BEGIN NONSENSE-----'), mounting],
      'cert.malformed problem high Secret/shop-tls',
    ],
    [
      'is damaged',
      [
        secret('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
        mounting,
      ],
      'cert.malformed problem high Secret/shop-tls',
    ],
    [
      'is of an authority and has expired',
      [api(EXPIRED)],
      'cert.expired problem high APIService/v1.shop.example.org 12345',
    ],
    [
      'is of an authority and expires',
      [api(EXPIRING)],
      'cert.expiring risk medium APIService/v1.shop.example.org 12345',
    ],
  ])('are told of where one %s', (_, ingredients, expected) => {
    expect(told(...ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['is valid', [secret({ hosts: HOSTS }), ingress(...HOSTS)]],
    [
      'lives for a day and was made an hour ago',
      [secret({ validFor: { since: -1 / 24, until: 23 / 24 } })],
    ],
    [
      'is planned to be renewed',
      [secret(EXPIRING, MANAGED), planned(later(days(1)))],
    ],
    [
      'was made by a clock that is ahead',
      [secret({ validFor: { since: 3 / 1440, until: 90 } })],
    ],
    ['is of another type', [secret(EXPIRED, { type: 'Opaque' })]],
    ['is still empty', [secret('')]],
    [
      'is an old authority beside a valid one',
      [
        object('APIService', 'v1.shop.example.org', {
          spec: {
            caBundle: btoa(testCertificate(EXPIRED) + testCertificate()),
            service: { name: 'api' },
          },
        }),
      ],
    ],
    [
      'is being deleted',
      [secret(EXPIRED, { metadata: { deletionTimestamp: ago(0) } })],
    ],
    [
      'was not read',
      [
        { kind: 'Secret', state: 'complete', metadataOnly: true },
        object('Secret', 'shop-tls', { type: 'kubernetes.io/tls' }),
        ingress(HOSTS[0]),
      ],
    ],
    [
      'of Secrets that nobody read',
      [unreadKind('Secret', 'notCaptured'), ingress(HOSTS[0])],
    ],
  ])('are accepted where one %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });

  it('are told without what is secret, and with both dates', () => {
    const [found] = run([secret(EXPIRED), mounting]);
    expect(found).toMatchObject({
      since: '2026-02-28T12:00:00.000Z',
      message:
        'The certificate of shop in Secret shop/shop-tls expired at 2026-02-28T12:00:00.000Z',
      evidence: [
        {
          path: 'data[tls.crt]',
          value:
            'shop, serial 12345, valid from 2025-12-01T12:00:00.000Z until 2026-02-28T12:00:00.000Z',
        },
      ],
    });
    expect(JSON.stringify(found)).not.toContain(btoa('secret'));
  });
});

describe('cert.host-mismatch', () => {
  it.each(['other.example.org', 'a.b.cart.example.org', 'cart.example.org'])(
    'tells of %s',
    host => {
      expect(told(secret({ hosts: HOSTS }), ingress(host, HOSTS[0]))).toEqual([
        `cert.host-mismatch problem medium Ingress/shop ${host}`,
      ]);
    },
  );

  it.each<[string, Ingredient[]]>([
    [
      'each host is named',
      [
        secret({ hosts: HOSTS }),
        ingress('shop.example.org', 'SHOP.example.org'),
      ],
    ],
    [
      'a wildcard covers it',
      [
        secret({ hosts: HOSTS }),
        ingress('a.cart.example.org', '*.cart.example.org'),
      ],
    ],
    [
      'the certificate names no host',
      [secret({}), ingress('other.example.org')],
    ],
    [
      'the Secret was not read',
      [object('Secret', 'shop-tls'), ingress('other.example.org')],
    ],
    ['it has no hosts', [secret({ hosts: HOSTS }), ingress()]],
  ])('is silent where %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });
});

describe('cert.csr-stuck', () => {
  const request = (
    username: string,
    conditions: string[] = [],
    { age = hours(2), name = 'csr-1', certificate = '' } = {},
  ) =>
    object(
      'CertificateSigningRequest',
      name,
      {
        spec: {
          username,
          signerName: 'kubernetes.io/kubelet-serving',
        } as object,
        status: {
          conditions: conditions.map(type => ({ type, status: 'True' })),
          ...(certificate ? { certificate } : {}),
        },
      } as object,
      { age },
    );
  const KEY = 'kubernetes.io/kubelet-serving';

  it.each<[string, Ingredient, string]>([
    ['nobody approves', request('ann'), 'CertificateSigningRequest/csr-1'],
    [
      'no signer answers',
      request('ann', ['Approved']),
      'CertificateSigningRequest/csr-1',
    ],
    [
      'failed',
      request('ann', ['Approved', 'Failed']),
      'CertificateSigningRequest/csr-1',
    ],
    ['a kubelet waits for', request('system:node:a'), 'Node/a'],
  ])('tells of a request that %s', (_, one, subject) => {
    expect(told(one)).toEqual([
      `cert.csr-stuck problem medium ${subject} ${KEY}`,
    ]);
  });

  it('tells once of what a kubelet asks for again and again', () => {
    const found = run([
      request('system:node:a'),
      request('system:node:a', [], { name: 'csr-2' }),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0].affected).toHaveLength(2);
  });

  it.each<[string, Ingredient]>([
    ['new', request('ann', [], { age: minutes(50) })],
    ['denied', request('ann', ['Denied'])],
    ['served', request('ann', ['Approved'], { certificate: 'LS0t' })],
  ])('accepts a request that is %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });
});
