import * as fc from 'fast-check';
import { propertyRuns } from '../testing/propertyRuns';
import { Redactor } from './Redactor';

const redactor = () => new Redactor({ key: 'a key of the test' });
/** With what a mask shows of its class only. */
const maskOf = (text: string) =>
  redactor()
    .maskText(text)
    .replace(/-[0-9a-f]{8,64}>/g, '>');

describe('Redactor.maskText', () => {
  it.each([
    ['password=hunter7', 'password=<secret>'],
    [
      '{"password":"hun\\"ter7","user":"bo"}',
      '{"password":"<secret>","user":"bo"}',
    ],
    [
      'msg="{\\"token\\":\\"abcd1234\\"}"',
      'msg="{\\"token\\":\\"<secret>\\"}"',
    ],
    ['--db-password hunter7 --port 80', '--db-password <secret> --port 80'],
    ['DB_PASSWORD=p&ss;w0rd\nPORT=80', 'DB_PASSWORD=<secret>\nPORT=80'],
    ['postgres://u:p@ss@db.initech.com/x', 'postgres://u:<secret>@<host>/x'],
    ['GET /login?token=abcd1234&page=2', 'GET /login?token=<secret>&page=2'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer <secret>'],
    ['Cookie: a=b; session=c', 'Cookie: <secret>'],
    ['from bo@initech.com at 10.1.2.3:80', 'from <email> at <ip>:80'],
    ['peer [2a02:8108::7f]:443', 'peer [<ip>]:443'],
    ['lookup db.initech.com on 10.96.0.10:53', 'lookup <host> on <ip>:53'],
    ['card 4111 1111 1111 1111', 'card <account>'],
    ['iban DE89 3704 0044 0532 0130 00', 'iban <account>'],
    ['id V1StGXR8Z5jdHi6BmyT3qLw9', 'id <opaque>'],
    ['<password>hunter7</password>', '<password><secret></password>'],
    [
      "ALTER USER x IDENTIFIED BY 'hunter7'",
      "ALTER USER x IDENTIFIED BY '<secret>'",
    ],
    ['- name: DB_PASS\n  value: hunter7', '- name: DB_PASS\n  value: <secret>'],
    [
      'DB_PASS_WD=hunter7 dbPassWord=b',
      'DB_PASS_WD=<secret> dbPassWord=<secret>',
    ],
    [
      'contraseña = hunter7, 密码：hunter8',
      'contraseña = <secret>, 密码：<secret>',
    ],
    ['the root password is hunter7', 'the root password is <secret>'],
    ['| password | hunter7 |', '| password | <secret> |'],
    ['DB_PASSWORD   hunter-x\nDB_HOST a', 'DB_PASSWORD   <secret>\nDB_HOST a'],
    ["define('DB_PASSWORD', 'hunter7')", "define('DB_PASSWORD', '<secret>')"],
    ['token: Some("hunter7"), b', 'token: Some("<secret>"), b'],
    ['password: "a" -> "b"', 'password: "<secret>" -> "<secret>"'],
    ["password='it''s' port=1", "password='<secret>' port=1"],
    ['Pwd={hun;ter};Uid=a', 'Pwd={<secret>};Uid=a'],
    [
      'q=%7B%22password%22%3A%22hunter7%22%7D',
      'q=%7B%22password%22%3A%22<secret>%22%7D',
    ],
    [
      '{&quot;token&quot;:&quot;hunter7&quot;}',
      '{&quot;token&quot;:&quot;<secret>&quot;}',
    ],
    [
      "INSERT INTO u (a, password) VALUES ('x', 'y z')",
      "INSERT INTO u (a, password) VALUES ('x', '<secret>')",
    ],
    [
      "PDO->__construct('mysql:host=db', 'root', 'pw')",
      "PDO->__construct('mysql:host=db', 'root', '<secret>')",
    ],
    [
      'kind: Secret\ndata:\n  x: YQ==\ntype: Opaque',
      'kind: Secret\ndata:\n  x: <secret>\ntype: Opaque',
    ],
    ['machine h login a password b', 'machine h login a password <secret>'],
    ['rabbitmqctl add_user w hunter7', 'rabbitmqctl add_user w <secret>'],
    ['to=<jürgen@müller.de>', 'to=<<email>>'],
    ['TOKEN_FOR_CI: xK9mP2vL8qRt', 'TOKEN_FOR_CI: <secret>'],
    ['var appKey: String = "hunter7"', 'var appKey: String = "<secret>"'],
    ['password: !!str hunter7', 'password: !!str <secret>'],
    ['password: &pw hunter7', 'password: &pw <secret>'],
    ['{"password":{"value":"hunter7"}}', '{"password":{"value":"<secret>"}}'],
    ['- value: hunter7\n  name: DB_PASS', '- value: <secret>\n  name: DB_PASS'],
    [
      '<name>password</name>\n<value>hunter</value>',
      '<name>password</name>\n<value><secret></value>',
    ],
    [
      'user,password,port\nbo,hunter7,1\n',
      'user,password,port\nbo,<secret>,1\n',
    ],
    [
      '| user | token |\n|---|---|\n| bo | hunter7 |\n',
      '| user | token |\n|---|---|\n| bo | <secret> |\n',
    ],
    [
      'Recovery codes:\na1b2-c3d4\ne5f6-g7h8\n',
      'Recovery codes:\n<secret>\n<secret>\n',
    ],
    ["auth=('bo', 'hunter')", "auth=('bo', '<secret>')"],
    ['ds.setPassword("hunter");', 'ds.setPassword("<secret>");'],
    ["password = 'hun' + 'ter7'", "password = '<secret>' + '<secret>'"],
    ['logging in as bo:hunter7', 'logging in as bo:<secret>'],
    ['tool -u bo -p hunter7 -x', 'tool -u bo -p <secret> -x'],
    ['GET /invite/x7f3Kq9zWb2Lm4 200', 'GET /invite/<secret> 200'],
    ['got xK9mP2vL8qRt from it', 'got <opaque> from it'],
    ['got xK9#mP2v!L8qRt from it', 'got <opaque> from it'],
    [
      'pw $pbkdf2-sha512$25000$5T6gBnkmPNlmFMFr$PvscgcPYqoG6ZRTNBsQ3Ellccjp',
      'pw <secret>',
    ],
    ['private: 29:95:dd:d3:35:d4:d0:53:8c', 'private: <secret>'],
    [
      '\u001b[36mtoken\u001b[0m=hunter7 a=1',
      '\u001b[36mtoken\u001b[0m=<secret> a=1',
    ],
    ['dial {db 5432 app hunter7 10s}', 'dial {db 5432 app <secret> 10s}'],
    ['a1 LOGIN "bo" "hunt er"', 'a1 LOGIN "bo" "<secret>"'],
    ['"AUTH" "bo" "hunter"', '"AUTH" "bo" "<secret>"'],
    [
      'S: 334 UGFzc3dvcmQ6\nC: aHVudGVyNw==\n',
      'S: 334 UGFzc3dvcmQ6\nC: <secret>\n',
    ],
    ["u'bo', pw'hunter7'", "u'bo', pw'<secret>'"],
    [': PSK "a b c d"', ': PSK "<secret>"'],
    ['denied for bo / hunter7', 'denied for bo / <secret>'],
    ['auth for db: bo / hunter7', 'auth for db: bo / <secret>'],
    ["+ echo 'bo:hunter7'\n+ chpasswd", "+ echo '<secret>'\n+ chpasswd"],
    ['snmpget -v2c -c hunter host', 'snmpget -v2c -c <secret> host'],
    ["openssl enc -k 'a b c'", "openssl enc -k '<secret>'"],
    ["curl -u 'bo:a b c' x", "curl -u 'bo:<secret>' x"],
    ['mc alias set m http://m hunter a7b', 'mc alias set m http://m <secret>'],
    ['auth: Some(("bo", "hunter7!"))', 'auth: Some(("bo", "<secret>"))'],
    [
      '{auth_failure,<<"bo">>,<<"hunter7">>}',
      '{auth_failure,<<"bo">>,<<"<secret>">>}',
    ],
    ['password=hun&ter7 a=1', 'password=<secret> a=1'],
    ["connect('db', 'bo', 'hunter')", "connect('db', 'bo', '<secret>')"],
    ["smtp.login('bo', 'hunter')", "smtp.login('bo', '<secret>')"],
    ["bind('cn=bo', 'hunter')", "bind('cn=bo', '<secret>')"],
    [
      'Credentials("Realm", "nexus", "bo", "hunter")',
      'Credentials("Realm", "nexus", "bo", "<secret>")',
    ],
    [
      'API keys:\nxK9mP2vL8qRt\nfB3kT7wQ9zXn\n',
      'API keys:\n<secret>\n<secret>\n',
    ],
    [
      'createUser bo SHA "hunter7" AES "hunter8"',
      'createUser bo SHA "<secret>" AES "<secret>"',
    ],
    ['bo:realm:939e7578ed9e3c518a452acee763bce9', 'bo:realm:<secret>'],
    [
      'bo:500:aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0:::',
      'bo:500:aad3b435b51404eeaad3b435b51404ee:<secret>:::',
    ],
    ['connect bo/xK9mP2vL8q', 'connect bo/<secret>'],
    ['connect bo/hunter7@ORCL', 'connect bo/<secret>@ORCL'],
    [
      'basic_auth: Some(("bo", "hunter"))',
      'basic_auth: Some(("bo", "<secret>"))',
    ],
    ['[mail.web]:587 bo:hunter', '[mail.web]:587 bo:<secret>'],
    ['http -a bo:hunter7 :80', 'http -a bo:<secret> :80'],
    ['server key 7 08701E1D5D4C53', 'server key 7 <secret>'],
    [
      'a;token;b\n1;"hunter7";2\n---\n1;hunter8;2\n',
      'a;token;b\n1;"<secret>";2\n---\n1;<secret>;2\n',
    ],
    [
      'a  key       token\n1  key       hunter7\n',
      'a  key       token\n1  key       <secret>\n',
    ],
    ['I use hunter7 as my password', 'I use <secret> as my password'],
    [
      'das Kennwort für die Datenbank lautet hunter7!',
      'das Kennwort für die Datenbank lautet <secret>',
    ],
    ['密码是 hunter7 对吗', '密码是 <secret> 对吗'],
    ['echo $DB_PASSWORD\nhunter7!\n', 'echo $DB_PASSWORD\n<secret>\n'],
    ['Backup codes for bo:\n a1b2-c3d4\n', 'Backup codes for bo:\n <secret>\n'],
    ['s3_access_key_id: 86YI0Z4GDO944XO5W7KL', 's3_access_key_id: <secret>'],
  ])('masks %j', (text, masked) => {
    expect(maskOf(text)).toBe(masked);
  });

  it.each([
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
    'secret "checkout-db" not found',
    'failed to read token: unexpected EOF',
    'http://checkout-db.shop.svc.cluster.local:5432',
    'dial tcp 127.0.0.1:80: connect: connection refused',
    'nginx@sha256:4c0fdaa8b6341bfdeca5f18f7837462c80cff90527ee35ef185571e1c327beac',
    'at com.initech.shop.CartService.load(CartService.java:42)',
    'password=${DB_PASSWORD}',
    'max_tokens=4096 token_count=17',
    'password: required field is missing',
    'password_encryption = scram-sha-256',
    'const token = await getToken();',
    'renewing token for shop/web-7d9f8c6b5-x2x7q',
    'the password is not set; the secret web-tls2 was deleted',
    'required: ["username","password","email"]',
    'references non-existent secret key: password',
    'key: node.kubernetes.io/disk-pressure',
    'SECRET_COUNT=3 tokenReview=v1 secretRef: web-tls2',
    'at com.initech.Cart$Builder$AbstractCartFactoryBean2.load(Cart.java:7)',
    'docker run -u 1000 -p 8080:80 web',
    'resources: ["secrets","serviceaccounts"]',
    'GET /webhooks/validate-pods/status 200',
    'NAME   READY   SECRET     AGE\nweb    True    web-tls2   3d\n',
    'sub: system:serviceaccount:shop:web2',
    'password:\n  validators: 3',
    'failed to fetch token: serviceaccounts "web" not found',
    'error refreshing token: oauth2: "invalid_client"',
    'may require authorization: server message: denied',
    'SetUp failed for volume "creds" : references gone',
    'secret=shop/orders-db key=password',
    'checksum/secret: 38dbe52349370e7ef07330fd4f9e14bf464e85966bb09e2d',
    'requestId=IN5VOMRF2XU9TRKDC366A3UK34FK2DN2ZOM2',
    'etag=W/"5d3fd-5xbSN0sX4ggUbLN9fS9oMiYBjx4"',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIpL8wJziMsZhXLwx2TsEGjCn57thrDFa5vAn',
    'serial 0x188ce6d11d905ab74664ab978d197a17',
    '_ZNSt6vectorIiSaIiEE17_M_realloc_insertEv',
    "HTTPConnectionPool(host='redis-0.redis', port=6379): Max retries exceeded",
    "ConnectionKey(host='orders-v2', port=443, is_ssl=True)",
    "connect(host='db-v2', dbname='orders2', user='app1', port='5432x')",
    'connect({"host": "orders-v2", "database": "orders2"})',
    'auth("checkout", "orders2")',
    'reconnect("checkout", "orders2")',
    "authors: ['ana', 'bo']",
    'connections: ["orders-eu1", "orders-us1", "orders-ap1"]',
    'connect("web-7d9f8c6b5-x2x7q", 8080) timed out',
    'Missing environment keys:\nDB_HOST1\nREDIS_URL2',
    'unknown keys:\n  spring.redis.host2',
    'failing keys:\n- orders.eu1',
    'expected SHA256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
    'createUser bo, got MD5 "9e107d9d372bb6826bd81d3542a419d6"',
    'checkout:trace:4bf92f3577b34da6a3ce929d0e0e4736',
    'cart.go:120:4bf92f3577b34da6a3ce929d0e0e4736',
    'connect orders-db/orders2024',
    'cannot connect checkout-db:orders2x',
    'account: prod/eu-west1a',
    'dial tcp [::1]:8080 connect:refused',
    'listening on [::]:50051 status:UNAVAILABLE',
    'failed auth checkout:8443',
    'ls -a checkout:8443',
    'loaded key 5 minutes ago',
    'name,key\ncart,key\n',
    '密码是否正确',
    'db-0 is the token holder',
  ])('leaves %j as it is', text => {
    expect(maskOf(text)).toBe(text);
  });
});

describe('Redactor.maskObject', () => {
  it.each([
    [{ password: { value: 'hunter' } }, ['hunter']],
    [{ args: ['tool', '-u', 'bo', '-p', 'hunter7'] }, ['hunter7']],
    [{ pin: 480213, otp: { value: 775533 } }, ['480213', '775533']],
    [{ env: [{ name: 'DOOR_PIN', value: 4802 }] }, ['4802']],
    [
      {
        kind: 'ClusterSecretStore',
        spec: {
          provider: { fake: { data: [{ key: '/db', value: 'hunter' }] } },
        },
      },
      ['hunter'],
    ],
    [{ recoveryCodes: ['a1b2-c3d4', 'e5f6-g7h8'] }, ['a1b2', 'e5f6']],
  ])('masks what is private in %j', (object, secrets) => {
    const shown = JSON.stringify(redactor().maskObject(object));
    for (const secret of secrets) expect(shown).not.toContain(secret);
  });

  it('leaves numbers and what tells of a build as they are', () => {
    const object = {
      tokens: 51200,
      port: 8080,
      pinned: 4802,
      env: [
        { name: 'BUILD_ID', value: '20260211.7-f718e74c' },
        { name: 'TZ', value: 'Europe/Berlin' },
      ],
    };
    expect(redactor().maskObject(object)).toEqual(object);
  });

  it('leaves ports and references as they are', () => {
    const object = {
      args: ['docker', 'run', '-u', '1000', '-p', '8080:80'],
      password: { valueFrom: { secretKeyRef: { name: 'db', key: 'pw' } } },
    };
    expect(redactor().maskObject(object)).toEqual(object);
  });
});

describe('what a redactor promises', () => {
  const pieces = fc.constantFrom(
    'password=',
    'token: ',
    '"',
    "'",
    '\\"',
    '\n',
    ' ',
    '@',
    '://',
    'https://',
    'bo@initech.com',
    '10.1.2.3',
    '2a02:8108::7f',
    'db.initech.com',
    'V1StGXR8Z5jdHi6BmyT3qLw9',
    'hunter7',
    '<',
    '>',
    '<email-12345678>',
    'Bearer ',
    'cookie:',
    '=',
    ':',
    ',',
    '{',
    'value=',
    'name=DB_PASS ',
    '-----BEGIN PRIVATE ' + 'KEY-----',
    '4111 1111 1111 1111',
    'a',
    '.',
    '/',
  );
  const texts = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 14 })
    .map(each => each.join(''));

  it('is to leave alone what it masked', () => {
    fc.assert(
      fc.property(texts, text => {
        const one = redactor();
        const masked = one.maskText(text);
        expect(one.maskText(masked)).toBe(masked);
        expect(redactor().maskText(masked)).toBe(masked);
      }),
      propertyRuns(2_000),
    );
  });

  it('is to put back all but credentials', () => {
    const mask = /<secret-/;
    fc.assert(
      fc.property(texts, text => {
        const one = redactor();
        const masked = one.maskText(text);
        const back = one.unmask(masked);
        fc.pre(!mask.test(masked) && !back.includes('(hidden)'));
        expect(back).toBe(text);
      }),
      propertyRuns(2_000),
    );
  });

  it('is to give one text one name under one key, and others under others', () => {
    const text = 'bo@initech.com asked 10.1.2.3';
    const other = new Redactor({ key: new Uint8Array([1, 2, 3]) });
    expect(redactor().maskText(text)).toBe(redactor().maskText(text));
    expect(other.maskText(text)).not.toBe(redactor().maskText(text));
  });

  it('is to put back only what it masked itself', () => {
    const masked = redactor().maskText('bo@initech.com');
    expect(redactor().unmask(masked)).toBe(masked);
  });

  it('is to mask credentials whatever a model may read', () => {
    const open = new Redactor({ key: 'k', classes: [] });
    expect(open.maskText('bo@initech.com 10.1.2.3')).toBe(
      'bo@initech.com 10.1.2.3',
    );
    expect(open.maskText('password=hunter7')).not.toContain('hunter7');
  });

  it('reads texts in JSON as they are without its escapes', () => {
    const lines = [
      'GET /',
      '52.17.9.12 - 200',
      'ip-10-0-3-7.corp-mail.eu is away',
      'ana@corp-mail.eu',
    ].join('\n');
    for (const text of [
      JSON.stringify(lines),
      JSON.stringify(JSON.stringify(lines)),
    ]) {
      const masked = redactor().maskText(text);
      expect(masked).not.toMatch(/52\.17|corp-mail/);
      expect(masked).toContain('n<ip-');
      expect(masked).toContain('n<email-');
      expect(masked).toMatch(/n<host-\w+> is away/);
    }
  });
});
