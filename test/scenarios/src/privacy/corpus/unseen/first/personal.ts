import { TextClass } from '@opsagent/engine';
import { Template } from '../Template';

/** What tells of people and places. */
export const PERSONAL: readonly (readonly [TextClass, Template])[] = [
  [
    'email',
    [
      'an address in a sentence',
      'order 1881 mailed to «lena.o-brien+shop@mail.example.co.uk».',
    ],
  ],
  [
    'email',
    ['an address in brackets', 'From: Lena <«lena@firma-beispiel.de»>'],
  ],
  ['email', ['an address in JSON', '{"email":"«kim_lee99@gmail.com»","id":4}']],
  [
    'email',
    ['an address in a query', 'GET /users?mail=«j.doe%40company.io»&x=1'],
  ],
  [
    'email',
    ['an address in a path', 'GET /users/«sam@corp.example.net»/orders 200'],
  ],
  ['email', ['an address with umlauts', 'to=<«jürgen@müller-versand.de»>']],
  [
    'email',
    ['an address as user', 'user=«root@customer-portal.com» logged in'],
  ],
  [
    'email',
    [
      'an address in an escaped string',
      'msg="rcpt \\"«a.b@sub.domain.org»\\" rejected"',
    ],
  ],
  ['email', ['an address behind mailto', 'href="mailto:«sales@acme-gmbh.eu»"']],
  ['email', ['upper case', 'USER «ADA.LOVELACE@EXAMPLE-BANK.COM» LOCKED']],
  [
    'ip',
    [
      'IPv4 of a client',
      '«203.57.114.9» - - [10/Jan/2025:10:00:00 +0000] "GET / HTTP/1.1" 200',
    ],
  ],
  ['ip', ['IPv4 with a port', 'accepted connection from «81.2.69.142»:51544']],
  ['ip', ['IPv4 in brackets', 'client [«151.101.1.69»] blocked']],
  ['ip', ['X-Forwarded-For', 'X-Forwarded-For: «90.187.4.21», 10.0.3.7']],
  ['ip', ['a private node', 'dial tcp «10.128.15.232»:10250: i/o timeout']],
  ['ip', ['IPv4 in a key', 'host_ip="«172.31.44.8»"']],
  [
    'ip',
    [
      'IPv4 with dashes',
      'node ip-«172-31-9-204».eu-west-1.compute.internal is not ready',
    ],
  ],
  ['ip', ['IPv6', 'client «2a02:8109:b6c0:2d00:1c2f:9f5e:77aa:31b» refused']],
  [
    'ip',
    [
      'IPv6 shortened',
      'dial tcp [«2a01:4f8:c17:b0f::2»]:443: connect: no route to host',
    ],
  ],
  [
    'ip',
    ['IPv6 with a zone', 'listening on fd12:3456:789a::«1c2f:9f5e:77aa»%eth0'],
  ],
  ['ip', ['IPv4 in IPv6', 'peer ::ffff:«93.184.215.77» closed']],
  ['ip', ['IPv4 escaped for a query', 'addr=«91.198.174.192»%3A443']],
  [
    'host',
    [
      'a host of a company',
      'dial tcp: lookup «db-prod-03.intern.grosshandel.de»: no such host',
    ],
  ],
  [
    'host',
    [
      'a host in a URL',
      'GET https://«crm.kundenportal.example-ag.ch»/api/v2 502',
    ],
  ],
  ['host', ['a host in Ingress', 'host: «shop.lenas-laden.com»']],
  [
    'host',
    [
      'a host in a certificate',
      'x509: certificate is valid for «vault.platform.acme.io», not vault',
    ],
  ],
  [
    'host',
    [
      'an own registry',
      'Failed to pull image "«harbor.ops.acme.io»/shop/web:1.4"',
    ],
  ],
  [
    'host',
    [
      'a host of a cloud database',
      'could not translate host name "«orders.c9akciq32.eu-west-1.rds.amazonaws.com»"',
    ],
  ],
  [
    'host',
    [
      'a bucket',
      'PUT https://«acme-customer-exports.s3.eu-central-1.amazonaws.com»/x 403',
    ],
  ],
  [
    'host',
    [
      'a host with a trailing dot',
      'NXDOMAIN for «mail.kanzlei-weber.de». IN A',
    ],
  ],
  ['host', ['upper case', 'Server=«SQL01.CORP.CONTOSO.COM»;Database=x']],
  [
    'payment',
    ['a card with blanks', 'charging 4539 «1488 0343 6467» declined'],
  ],
  ['payment', ['a card', '{"pan":"«5555555555554444»"}']],
  ['payment', ['a card with dashes', 'card=«3782-822463-10005»']],
  ['payment', ['an IBAN', 'iban=«DE89370400440532013000»']],
  [
    'payment',
    ['an IBAN with blanks', 'payout to GB82 «WEST 1234 5698 7654 32» failed'],
  ],
  [
    'payment',
    ['an IBAN in a sentence', 'Konto «FR1420041010050500013M02606» gesperrt'],
  ],
];
