import { minutes, seconds } from '../../snapshot/durations';
import {
  Ingredient,
  ago,
  condition,
  customObject,
  detectorRunner,
  object,
  unreadKind,
} from '../../testing';
import { gatewayDetectors } from '.';
import {
  accepted,
  gateway,
  gatewayClass,
  grant,
  listener,
} from './testGateways';

const run = detectorRunner(...gatewayDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '' }) =>
    `${detector} ${subject.kind}/${subject.name} ${key}`.trim(),
  );

const waiting = {
  type: 'Accepted',
  status: 'Unknown',
  reason: 'Pending',
  lastTransitionTime: '1970-01-01T00:00:00Z',
};
const https = (tls: object) =>
  listener({ name: 'tls', port: 443, protocol: 'HTTPS', tls });
const secret = (namespace = 'shop') =>
  object('Secret', 'web-tls', {}, { namespace });

describe('classes of Gateways', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a class that does not exist',
      [gatewayClass('other'), gateway()],
      'gateway.class-missing Gateway/public edge',
    ],
    [
      'a class that its controller refuses',
      [
        gatewayClass('edge', [
          condition('Accepted', 'False', 'InvalidParameters'),
        ]),
        gateway(),
      ],
      'gateway.class-not-accepted GatewayClass/edge',
    ],
    [
      'a class without a controller',
      [gatewayClass('edge', [waiting]), gateway({ conditions: [waiting] })],
      'gateway.class-not-accepted GatewayClass/edge',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a class that is served', [gatewayClass(), gateway()]],
    ['a class that nobody uses', [gatewayClass('idle', [waiting])]],
    [
      'classes that were not read',
      [gateway(), unreadKind('GatewayClass.gateway.networking.k8s.io')],
    ],
    ['a Gateway of this moment', [gateway({ age: seconds(20) })]],
    [
      'a Gateway that is being deleted',
      [gateway({ metadata: { deletionTimestamp: ago(0) } })],
    ],
    [
      'a class of this minute',
      [
        {
          ...gatewayClass('edge', [waiting]),
          metadata: { name: 'edge', creationTimestamp: ago(minutes(2)) },
        },
        gateway({ age: minutes(2), conditions: [waiting] }),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('what controllers say of Gateways', () => {
  it.each<[string, Ingredient, string]>([
    [
      'one that is refused',
      gateway({
        conditions: [condition('Accepted', 'False', 'UnsupportedAddress')],
      }),
      'gateway.not-accepted Gateway/public',
    ],
    [
      'one that no controller takes up',
      gateway({ conditions: [waiting] }),
      'gateway.not-accepted Gateway/public',
    ],
    [
      'one that is not set up',
      gateway({
        conditions: [accepted, condition('Programmed', 'False', 'NoResources')],
      }),
      'gateway.not-programmed Gateway/public',
    ],
    [
      'one that has waited long for an address',
      gateway({
        conditions: [
          accepted,
          condition('Programmed', 'False', 'AddressNotAssigned', {
            age: minutes(11),
          }),
        ],
      }),
      'gateway.not-programmed Gateway/public',
    ],
    [
      'a listener in conflict',
      gateway({
        listenerConditions: [
          accepted,
          condition('Conflicted', 'True', 'HostnameConflict'),
        ],
      }),
      'gateway.listener-invalid Gateway/public web',
    ],
    [
      'the listener because of which the Gateway is refused',
      gateway({
        conditions: [condition('Accepted', 'False', 'ListenersNotValid')],
        listenerConditions: [
          condition('Accepted', 'False', 'UnsupportedProtocol'),
        ],
      }),
      'gateway.listener-invalid Gateway/public web',
    ],
  ])('tells of %s', (_, ingredient, expected) => {
    expect(told([gatewayClass(), ingredient])).toEqual([expected]);
  });

  it('lists a Gateway that is not set up under the listener that is the reason', () => {
    const [found, ...others] = run([
      gatewayClass(),
      gateway({
        conditions: [accepted, condition('Programmed', 'False', 'Invalid')],
        listenerConditions: [
          condition('ResolvedRefs', 'False', 'InvalidRouteKinds'),
        ],
      }),
    ]);
    expect(others).toEqual([]);
    expect(found.detector).toBe('gateway.listener-invalid');
    expect(found.symptoms.map(each => each.detector)).toEqual([
      'gateway.not-programmed',
    ]);
    expect(found.evidence).toContainEqual(
      expect.objectContaining({
        path: 'status.listeners[0].conditions[ResolvedRefs].reason',
        value: 'InvalidRouteKinds',
      }),
    );
  });

  it.each<[string, Ingredient]>([
    ['one that works', gateway()],
    [
      'a condition of an earlier spec',
      gateway({
        conditions: [
          condition('Accepted', 'False', 'Invalid', { observedGeneration: 1 }),
        ],
        metadata: { generation: 2 },
      }),
    ],
    [
      'one that waits for its address',
      gateway({
        conditions: [
          accepted,
          condition('Programmed', 'False', 'AddressNotAssigned', {
            age: minutes(5),
          }),
        ],
      }),
    ],
    [
      'a refusal of this moment',
      gateway({
        conditions: [
          condition('Accepted', 'False', 'Invalid', { age: 30_000 }),
        ],
      }),
    ],
    ['a status without conditions', gateway({ conditions: 'none' })],
    ['listeners that are none', gateway({ listeners: [null, 7] as never })],
    [
      'unknown conditions',
      gateway({ conditions: [accepted, condition('Tidy', 'False', 'No')] }),
    ],
  ])('accepts %s', (_, ingredient) => {
    expect(told([gatewayClass(), ingredient])).toEqual([]);
  });
});

describe('certificates of listeners', () => {
  const own = https({ certificateRefs: [{ name: 'web-tls' }] });
  const foreign = https({
    certificateRefs: [{ name: 'web-tls', namespace: 'payment' }],
  });

  it.each<[string, Ingredient[]]>([
    ['a Secret that does not exist', [gateway({ listeners: [own] })]],
    [
      'a Secret of another namespace',
      [gateway({ listeners: [foreign] }), secret('payment')],
    ],
    [
      'a grant for another kind of object',
      [
        gateway({ listeners: [foreign] }),
        secret('payment'),
        grant({ kind: 'HTTPRoute', namespace: 'shop' }, { kind: 'Secret' }),
      ],
    ],
    [
      'a grant for another Secret',
      [
        gateway({ listeners: [foreign] }),
        secret('payment'),
        grant(
          { kind: 'Gateway', namespace: 'shop' },
          { kind: 'Secret', name: 'api-tls' },
        ),
      ],
    ],
  ])('tells of %s', (_, ingredients) => {
    expect(told([gatewayClass(), ...ingredients])).toEqual([
      'gateway.certificate-ref-invalid Gateway/public tls',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a Secret of its own namespace',
      [gateway({ listeners: [own] }), secret()],
    ],
    [
      'a Secret that was granted',
      [
        gateway({ listeners: [foreign] }),
        secret('payment'),
        grant({ kind: 'Gateway', namespace: 'shop' }, { kind: 'Secret' }),
      ],
    ],
    [
      'Secrets that were not read',
      [gateway({ listeners: [own] }), unreadKind('Secret')],
    ],
    [
      'grants that were not read',
      [
        gateway({ listeners: [foreign] }),
        secret('payment'),
        unreadKind('ReferenceGrant.gateway.networking.k8s.io', 'notServed'),
      ],
    ],
    [
      'TLS that passes through',
      [gateway({ listeners: [https({ mode: 'Passthrough' })] })],
    ],
    [
      'a certificate of another kind',
      [
        gateway({
          listeners: [
            https({
              certificateRefs: [
                { group: 'example.com', kind: 'Vault', name: 'x' },
              ],
            }),
          ],
        }),
      ],
    ],
    [
      'a certificate that is being issued',
      [
        gateway({ listeners: [own] }),
        customObject(
          'Certificate.cert-manager.io',
          'web',
          { spec: { secretName: 'web-tls' } },
          { age: minutes(3) },
        ),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([gatewayClass(), ...ingredients])).toEqual([]);
  });
});
