import { Surrounding } from './Planted';

/** Places in which addresses, hosts, accounts and random strings stand. */
export const EMAIL_SURROUNDINGS: readonly Surrounding[] = [
  ['a sentence', x => `User ${x} not found`],
  ['JSON', x => `{"user":{"email":"${x}","id":7}}`],
  ['angle brackets', x => `From: Bo Example <${x}>`],
  ['a query', x => `GET /users?mail=${x}&page=1 HTTP/1.1`],
  [
    'an annotation',
    x => ({
      kind: 'Namespace',
      metadata: { annotations: { owner: `mailto:${x}` } },
    }),
  ],
  [
    'a literal',
    x => ({
      kind: 'Pod',
      spec: { containers: [{ env: [{ name: 'ADMIN', value: x }] }] },
    }),
  ],
];

export const IP_SURROUNDINGS: readonly Surrounding[] = [
  [
    'a dial',
    x => `dial tcp ${x.includes(':') ? `[${x}]` : x}:5432: i/o timeout`,
  ],
  [
    'an access log',
    x => `${x} - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 17`,
  ],
  ['JSON', x => `{"remote_addr":"${x}","status":200}`],
  ['an assignment', x => `level=info client=${x} msg=accepted`],
  ['a status', x => ({ kind: 'Pod', status: { podIP: x } })],
  ['brackets', x => `upstream (${x}) timed out`],
];

export const HOST_SURROUNDINGS: readonly Surrounding[] = [
  ['a lookup', x => `dial tcp: lookup ${x} on 10.96.0.10:53: no such host`],
  ['a URL', x => `Get "https://${x}/v1/orders": EOF`],
  ['a port', x => `connect to ${x}:443 failed: Connection refused`],
  ['JSON', x => `{"host":"${x}","status":502}`],
  ['an Ingress', x => ({ kind: 'Ingress', spec: { rules: [{ host: x }] } })],
  [
    'an image',
    x => ({
      kind: 'Pod',
      spec: { containers: [{ image: `${x}/shop/cart:1.2` }] },
    }),
  ],
];

export const PAYMENT_SURROUNDINGS: readonly Surrounding[] = [
  ['a sentence', x => `charge of ${x} declined`],
  ['JSON', x => `{"pan":"${x}","amount":12}`],
  ['an assignment', x => `level=warn account=${x} msg=blocked`],
];

export const OPAQUE_SURROUNDINGS: readonly Surrounding[] = [
  ['a sentence', x => `request ${x} was rejected`],
  ['JSON', x => `{"id":"${x}","status":401}`],
  ['a path', x => `GET /invite/${x} HTTP/1.1 404`],
  [
    'an argument',
    x => ({ kind: 'Pod', spec: { containers: [{ args: [`--seed=${x}`] }] } }),
  ],
];
