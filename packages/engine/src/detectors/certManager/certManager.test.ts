import { days, hours, minutes } from '../../snapshot/durations';
import {
  Ingredient,
  NOW,
  ago,
  condition,
  customObject,
  detectorRunner,
} from '../../testing';
import { certManagerDetectors } from '.';
import { CERT_MANAGER_KINDS } from './certManagerKinds';

const run = detectorRunner(...certManagerDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '', severity }) =>
    `${detector} ${subject.kind}/${subject.name} ${key} ${severity}`.replace(
      / {2,}/g,
      ' ',
    ),
  );

const inFuture = (duration: number) =>
  new Date(NOW.getTime() + duration).toISOString();
const notReady = (age = hours(1)) =>
  condition('Ready', 'False', 'DoesNotExist', { age });
const ready = condition('Ready', 'True', 'Ready');

const certificate = (status: object, metadata: Record<string, unknown> = {}) =>
  customObject(
    CERT_MANAGER_KINDS.certificate,
    'web',
    { spec: { secretName: 'web-tls', dnsNames: ['shop.example.com'] }, status },
    { metadata, age: days(1) },
  );
const issuer = (
  conditions: unknown,
  kind: 'issuer' | 'clusterIssuer' = 'issuer',
) => customObject(CERT_MANAGER_KINDS[kind], 'acme', { status: { conditions } });
const order = (name: string, status: object, age = hours(1)) =>
  customObject(
    CERT_MANAGER_KINDS.order,
    name,
    { status },
    {
      age,
      metadata: { annotations: { 'cert-manager.io/certificate-name': 'web' } },
    },
  );
const challenge = (status: object, age = hours(1), type = 'HTTP-01') =>
  customObject(
    CERT_MANAGER_KINDS.challenge,
    'web-1-2-3',
    { spec: { dnsName: 'shop.example.com', type }, status },
    {
      age,
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'acme.cert-manager.io/v1',
            kind: 'Order',
            name: 'web-1',
            uid: '1',
            controller: true,
          },
        ],
      },
    },
  );
const failed = {
  state: 'invalid',
  reason: 'no answer',
  failureTime: ago(minutes(50)),
};

describe('certificates of cert-manager', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'one that was never issued',
      [certificate({ conditions: [notReady()] })],
      ['certmanager.certificate-not-ready Certificate/web DoesNotExist medium'],
    ],
    [
      'one that ends soon',
      [certificate({ conditions: [notReady()], notAfter: inFuture(days(1)) })],
      ['certmanager.certificate-not-ready Certificate/web DoesNotExist high'],
    ],
    [
      'one that cannot be renewed',
      [
        certificate({
          conditions: [ready, condition('Issuing', 'False', 'Failed')],
          failedIssuanceAttempts: 2,
          notAfter: inFuture(days(20)),
        }),
      ],
      ['certmanager.certificate-not-ready Certificate/web Failed medium'],
    ],
    [
      'an Issuer',
      [issuer([condition('Ready', 'False', 'ErrInitIssuer')])],
      ['certmanager.issuer-not-ready Issuer/acme ErrInitIssuer high'],
    ],
    [
      'a ClusterIssuer',
      [
        issuer(
          [condition('Ready', 'False', 'ErrRegisterACMEAccount')],
          'clusterIssuer',
        ),
      ],
      [
        'certmanager.issuer-not-ready ClusterIssuer/acme ErrRegisterACMEAccount high',
      ],
    ],
    [
      'a challenge that is not settled, as the reason for its Certificate',
      [
        certificate({ conditions: [notReady()] }),
        order('web-1', { state: 'pending' }),
        challenge({ state: 'pending', reason: 'waiting' }),
      ],
      ['certmanager.challenge-failing Certificate/web shop.example.com medium'],
    ],
    [
      'an order that failed',
      [certificate({ conditions: [notReady()] }), order('web-1', failed)],
      ['certmanager.challenge-failing Certificate/web invalid medium'],
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['one that is ready', [certificate({ conditions: [ready] })]],
    [
      'one that is being issued',
      [
        certificate({
          conditions: [
            notReady(minutes(3)),
            condition('Issuing', 'True', 'DoesNotExist'),
          ],
        }),
      ],
    ],
    [
      'one that is being renewed',
      [
        certificate({
          conditions: [ready, condition('Issuing', 'True', 'Renewing')],
        }),
      ],
    ],
    [
      'one of an earlier spec',
      [
        certificate(
          {
            conditions: [
              condition('Ready', 'False', 'X', { observedGeneration: 1 }),
            ],
          },
          { generation: 2 },
        ),
      ],
    ],
    [
      'one that is being deleted',
      [
        certificate(
          { conditions: [notReady()] },
          { deletionTimestamp: ago(0) },
        ),
      ],
    ],
    [
      'a proof by DNS, which takes its time',
      [
        certificate({ conditions: [notReady(minutes(20))] }),
        challenge({ state: 'pending' }, minutes(20), 'DNS-01'),
      ],
    ],
    [
      'a challenge of these minutes',
      [challenge({ state: 'pending' }, minutes(10))],
    ],
    ['a challenge that was met', [challenge({ state: 'valid' })]],
    [
      'a failed order of a Certificate that is ready',
      [certificate({ conditions: [ready] }), order('web-1', failed)],
    ],
    [
      'a failed order that another has replaced',
      [
        certificate({ conditions: [notReady(minutes(5))] }),
        order('web-1', failed),
        order('web-2', { state: 'pending' }, minutes(5)),
      ],
    ],
    ['an Issuer that is ready', [issuer([ready])]],
    [
      'an Issuer that failed a moment ago',
      [issuer([condition('Ready', 'False', 'X', { age: minutes(2) })])],
    ],
    [
      'conditions that are none',
      [issuer('ready'), certificate({ conditions: [null] })],
    ],
  ])('are accepted for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
