import { days } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { multipleDefaultClass } from './multipleDefaultClass';
import { pathConflict } from './pathConflict';
import { tlsHostUncovered } from './tlsHostUncovered';

const run = detectorRunner(
  multipleDefaultClass,
  tlsHostUncovered,
  pathConflict,
);
const told = (objects: readonly Ingredient[]) =>
  run(objects).map(
    ({ detector, tier, severity, subject, key }) =>
      `${detector} ${tier} ${severity} ${subject.name}${key ? ` ${key}` : ''}`,
  );

const ingressClass = (name: string, isDefault = true, age?: number) =>
  object(
    'IngressClass',
    name,
    {},
    {
      ...(age === undefined ? {} : { age }),
      ...(isDefault
        ? {
            metadata: {
              creationTimestamp: undefined,
              annotations: {
                'ingressclass.kubernetes.io/is-default-class': 'true',
              },
            },
          }
        : {}),
    },
  );

interface Fields {
  hosts?: string[];
  tls?: object[];
  service?: string;
  path?: string;
  ingressClass?: string;
  address?: string;
  age?: number;
  annotations?: Record<string, string>;
}

function ingress(name: string, fields: Fields = {}) {
  const { hosts = ['shop.example.org'], service = 'cart', path = '/' } = fields;
  const backend = { service: { name: service, port: { number: 80 } } };
  return object(
    'Ingress',
    name,
    {
      spec: {
        ingressClassName: fields.ingressClass ?? 'nginx',
        tls: fields.tls,
        rules: hosts.map(host => ({
          host,
          http: { paths: [{ path, pathType: 'Prefix', backend }] },
        })),
      },
      status: {
        loadBalancer: { ingress: [{ ip: fields.address ?? '192.0.2.7' }] },
      },
    } as object,
    {
      age: fields.age,
      ...(fields.annotations
        ? { metadata: { annotations: fields.annotations } }
        : {}),
    },
  );
}

const HOSTS = ['shop.example.org', 'admin.example.org'];
const older = ingress('older', { age: days(9) });

describe('risks of Ingresses', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'two default classes',
      [ingressClass('b'), ingressClass('a')],
      ['ingress.multiple-default-class risk medium a'],
    ],
    [
      'a host without TLS',
      [ingress('web', { hosts: HOSTS, tls: [{ hosts: [HOSTS[0]] }] })],
      ['ingress.tls-host-uncovered risk low web admin.example.org'],
    ],
    [
      'a host that is two labels below a wildcard',
      [
        ingress('web', {
          hosts: ['a.b.example.org'],
          tls: [{ hosts: ['*.example.org'] }],
        }),
      ],
      ['ingress.tls-host-uncovered risk low web a.b.example.org'],
    ],
    [
      'the same path to another Service',
      [older, ingress('newer', { service: 'checkout' })],
      ['ingress.path-conflict risk medium newer shop.example.org/'],
    ],
  ])('fire for %s', (_, objects, expected) => {
    expect(told(objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['one default class', [ingressClass('a'), ingressClass('b', false)]],
    ['unread classes', [unreadKind('IngressClass')]],
    ['no TLS', [ingress('web', { hosts: HOSTS })]],
    [
      'TLS for every host',
      [ingress('web', { hosts: HOSTS, tls: [{ secretName: 'x' }] })],
    ],
    [
      'a wildcard',
      [ingress('web', { hosts: HOSTS, tls: [{ hosts: ['*.example.org'] }] })],
    ],
    [
      'a host that may be plain',
      [
        ingress('web', {
          hosts: HOSTS,
          tls: [{ hosts: [HOSTS[0]] }],
          annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' },
        }),
      ],
    ],
    ['the same backend', [older, ingress('newer')]],
    ['another path', [older, ingress('newer', { path: '/x', service: 'x' })]],
    [
      'another class',
      [older, ingress('newer', { ingressClass: 'other', service: 'x' })],
    ],
    [
      'addresses of their own',
      [older, ingress('newer', { address: '192.0.2.8', service: 'x' })],
    ],
    [
      'a canary',
      [
        older,
        ingress('newer', {
          service: 'x',
          annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' },
        }),
      ],
    ],
  ])('are silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
