import { Redactor } from './Redactor';

const LENGTH = 1_000_000;
/** Many times more than it takes, so that a slow machine passes and work for each pair of positions does not. */
const MOST_SECONDS = 20;

/** What readers of the redactor look for, in texts that never end as they hope. */
const PIECES = [
  'a',
  'A1',
  'a.',
  'a-',
  '1.',
  ':',
  '::',
  'a:',
  '@',
  'a@',
  'a@a.',
  '://',
  'a://b:',
  'a://b:c@',
  'eyJ',
  'eyJaaaaaaaaaa.',
  '-----BEGIN PRIVATE ',
  ['-----BEGIN PRIVATE', 'KEY-----'].join(' '),
  '-----BEGIN CERTIFICATE-----',
  ['-----END PRIVATE', 'KEY-----\n'].join(' '),
  'password=',
  'password="',
  'token: |\n ',
  '--token ',
  '-p ',
  'mysql -p ',
  'name=value=',
  'Bearer ',
  'Cookie: ',
  '<password ',
  '<a b="">',
  '>',
  '\\"',
  '4111 ',
  'DE89 3704 ',
  'aaaa/bbbb+',
  'x9Kq',
  '<email-12345678>',
  'lookup a.b',
  'www.a.com',
  '10.1.2.3 ',
  'password ',
  'password is ',
  '"password", "a1b2c"',
  'secret | ',
  'vault login ',
  'echo "a" | ',
  'htpasswd -b a ',
  'openssl x ',
  '(a) VALUES (',
  "login('a',",
  'user a on ',
  'kind: Secret\ndata:\n a: b\n',
  '"kind":"Secret","data":{',
  '%22password%22%3A',
  '&quot;',
  '\u0000@\u00e9',
  '密码：',
  'password,',
  'password  ',
  'password,\n',
  '| token |\n',
  '"token", ',
  '("token", "a"',
  'token "',
  'token {',
  'token: &a ',
  'token: f(',
  'token: {"value": ',
  'value: a\nname: token\n',
  'value: "", name: "token',
  '</token><a>',
  'token:\n\n',
  'token IN (',
  '\u001b[36m',
  'A1b2C3d4E5f6 ',
];

describe('texts written to keep the redactor busy', () => {
  it.each(PIECES)('of many %j are masked in time', piece => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length));
    const start = process.cpuUsage();
    new Redactor({ key: 'k' }).maskText(text);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000_000).toBeLessThan(MOST_SECONDS);
  });
});
