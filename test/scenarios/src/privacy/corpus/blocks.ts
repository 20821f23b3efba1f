import { Surrounding } from './Planted';

const BEGIN = ['-----BEGIN', 'KEY-----'];
const END = ['-----END', 'KEY-----'];
const begin = (kind: string) => BEGIN.join(` ${kind} `);
const end = (kind: string) => END.join(` ${kind} `);
const lines = (body: string) => body.match(/.{1,64}/g) ?? [];
const block = (kind: string, body: string) =>
  [begin(kind), ...lines(body), end(kind)].join('\n');

/** Ways in which a private key comes by. */
export const BLOCK_SURROUNDINGS: readonly Surrounding[] = [
  ['a block', body => `key:\n${block('PRIVATE', body)}\ndone`],
  ['an RSA block', body => block('RSA PRIVATE', body)],
  ['an EC block', body => block('EC PRIVATE', body)],
  ['an OpenSSH block', body => block('OPENSSH PRIVATE', body)],
  ['an encrypted block', body => block('ENCRYPTED PRIVATE', body)],
  ['a block on one line', body => block('PRIVATE', body).replace(/\n/g, '\\n')],
  [
    'a block in JSON',
    body =>
      JSON.stringify({
        type: 'service_account',
        private_key: block('PRIVATE', body),
      }),
  ],
  [
    'a block over lines of a log',
    body =>
      block('PRIVATE', body)
        .split('\n')
        .map((line, i) => `2026-03-01T10:00:0${i % 10}Z stdout F ${line}`)
        .join('\n'),
  ],
  [
    'a block that breaks off',
    body => [begin('PRIVATE'), ...lines(body)].join('\n'),
  ],
  [
    'a block whose beginning is lost',
    body => [...lines(body), end('PRIVATE'), 'server started'].join('\n'),
  ],
  [
    'a ConfigMap',
    body => ({
      kind: 'ConfigMap',
      data: { 'tls.key': block('PRIVATE', body) },
    }),
  ],
  [
    'a block that is indented',
    body =>
      `data:\n  key.pem: |\n${block('RSA PRIVATE', body).replace(/^/gm, '    ')}\nother: x`,
  ],
  ['base64 of a block', body => `tlsKey ${btoa(block('PRIVATE', body))}`],
];
