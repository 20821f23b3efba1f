import { logSignatures } from './logSignatures';
import { matchSignatures } from './matchSignatures';

const ids = (line: string) =>
  matchSignatures([line]).map(each => each.signature.id);

/** What each signature looks like in the words of some language or client. */
const TOLD: readonly (readonly [string, string])[] = [
  ['log.connection-refused', 'Error: connect ECONNREFUSED 10.96.4.7:5432'],
  [
    'log.connection-refused',
    'dial tcp 10.0.3.4:6379: connect: connection refused',
  ],
  [
    'log.connection-reset',
    'Get "http://ledger.payments/": read tcp 10.244.1.9:51920->10.0.41.7:80: read: connection reset by peer',
  ],
  ['log.connection-reset', 'Error: read ECONNRESET'],
  [
    'log.timeout',
    'Get "http://cart:8080/": dial tcp 10.96.0.9:8080: i/o timeout',
  ],
  [
    'log.dns-failure',
    'java.net.UnknownHostException: orders-db: Name or service not known',
  ],
  ['log.dns-failure', 'Error: getaddrinfo EAI_AGAIN redis'],
  ['log.dns-failure', 'getaddrinfo ENOTFOUND orders-db'],
  [
    'log.dns-failure',
    'dial tcp: lookup ports.cargo on 10.0.0.10:53: server misbehaving',
  ],
  [
    'log.auth-failure',
    'FATAL:  password authentication failed for user "shop"',
  ],
  [
    'log.auth-failure',
    "ERROR 1045 (28000): Access denied for user 'app'@'10.1.2.3' (using password: YES)",
  ],
  [
    'log.auth-failure',
    "fatal: could not read Username for 'https://git.example.com': No such device or address",
  ],
  ['log.auth-failure', 'git@git.example.com: Permission denied (publickey).'],
  [
    'log.auth-failure',
    'failed to get instance: googleapi: Error 403: boss::NOT_AUTHORIZED: Not authorized to access resource., forbidden',
  ],
  [
    'log.unknown-database',
    'psycopg2.OperationalError: FATAL:  database "shop_v2" does not exist',
  ],
  [
    'log.missing-table',
    'ERROR: relation "orders" does not exist (SQLSTATE 42P01)',
  ],
  ['log.missing-table', "Table 'shop.orders' doesn't exist"],
  [
    'log.tls-untrusted',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  [
    'log.tls-expired',
    'x509: certificate has expired or is not yet valid: current time 2026-03-01T12:00:00Z is after',
  ],
  ['log.tls-name', 'x509: certificate is valid for cart.shop.svc, not cart'],
  [
    'log.tls-name',
    "tls: failed to verify certificate: x509: cannot validate certificate for 10.240.0.11 because it doesn't contain any IP SANs",
  ],
  [
    'log.tls-name',
    'x509: certificate is not valid for any names, but wanted to match cart.shop.svc',
  ],
  [
    'log.tls-name',
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: IP address mismatch, certificate is not valid for '10.1.2.3'.",
  ],
  ['log.tls-plain', 'http: server gave HTTP response to HTTPS client'],
  ['log.too-many-connections', 'FATAL: sorry, too many clients already'],
  ['log.read-only-db', "READONLY You can't write against a read only replica."],
  [
    'log.auth-failure',
    'An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::1:assumed-role/x is not authorized to perform: s3:PutObject on resource: "y"',
  ],
  [
    'log.auth-failure',
    'googleapi: Error 403: x@y.iam.gserviceaccount.com does not have storage.objects.create access to the Google Cloud Storage object., forbidden',
  ],
  [
    'log.kernel-limit',
    'max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
  ],
  [
    'log.kernel-limit',
    'failed to create fsnotify watcher: too many open files',
  ],
  [
    'log.kernel-limit',
    "Error: ENOSPC: System limit for number of file watchers reached, watch '/app'",
  ],
  [
    'log.kernel-limit',
    'inotify_add_watch("/etc/app") failed: No space left on device',
  ],
  [
    'log.kernel-module',
    "iptables v1.8.9 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)",
  ],
  ['log.disk-full', 'OSError: [Errno 28] No space left on device: /var/data/x'],
  [
    'log.read-only-fs',
    "mkdir: can't create directory '/app/cache': Read-only file system",
  ],
  ['log.permission-denied-file', 'open /data/index.lock: permission denied'],
  [
    'log.permission-denied-file',
    'FATAL:  data directory "/var/lib/postgresql/data" has invalid permissions',
  ],
  [
    'log.permission-denied-file',
    'Error: listen EACCES: permission denied 0.0.0.0:80',
  ],
  [
    'log.rbac-forbidden',
    'pods is forbidden: User "system:serviceaccount:shop:operator" cannot list resource "pods" in API group "" in the namespace "shop"',
  ],
  ['log.port-in-use', 'listen tcp :8080: bind: address already in use'],
  ['log.missing-env', "KeyError: 'DATABASE_URL'"],
  ['log.missing-env', 'Error: environment variable STRIPE_KEY is not set'],
  ['log.missing-env', 'required key DB_PASSWORD missing value'],
  ['log.missing-module', "Error: Cannot find module '/app/dist/server.js'"],
  ['log.missing-module', "ModuleNotFoundError: No module named 'fastapi'"],
  [
    'log.missing-module',
    'Error: Could not find or load main class com.example.Shop',
  ],
  [
    'log.config-parse',
    'failed to load config: yaml: line 12: mapping values are not allowed in this context',
  ],
  [
    'log.config-parse',
    "Failed to bind properties under 'server.port' to java.lang.Integer:",
  ],
  [
    'log.identity-changed',
    "java.lang.RuntimeException: Stored node id 1 doesn't match previous node id 3 in meta.properties",
  ],
  ['log.config-parse', 'flag provided but not defined: -listen-port'],
  ['log.config-parse', '[error] configuration file contains errors, aborting.'],
  [
    'log.runtime-too-old',
    "/app/ocr: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by /app/ocr)",
  ],
  [
    'log.runtime-too-old',
    'java.lang.UnsupportedClassVersionError: com/example/Forms has been compiled by a more recent version of the Java Runtime',
  ],
  [
    'log.runtime-too-old',
    'You must install or update .NET to run this application.',
  ],
  ['log.exec-format', 'exec /usr/local/bin/app: exec format error'],
  ['log.command-not-found', '/bin/sh: 1: uvicornn: not found'],
  ['log.command-not-found', '/app/start.sh: line 4: exec: gunicorn: not found'],
  ['log.interpreter-missing', 'exec /app/start.sh: no such file or directory'],
  [
    'log.interpreter-missing',
    'standard_init_linux.go:228: exec user process caused: no such file or directory',
  ],
  [
    'log.interpreter-missing',
    '/bin/sh: /app/migrate: cannot execute: required file not found',
  ],
  [
    'log.worker-killed',
    '[2026-03-02 09:58:39 +0000] [1] [ERROR] Worker (pid:311) was sent SIGKILL! Perhaps out of memory?',
  ],
  [
    'log.worker-killed',
    'DAMN ! worker 1 (pid: 17) died, killed by signal 9 :( trying respawn ...',
  ],
  [
    'log.worker-killed',
    'WARNING: [pool www] child 21 exited on signal 9 (SIGKILL) after 30.4 seconds from start',
  ],
  [
    'log.worker-killed',
    'LOG:  server process (PID 88) was terminated by signal 9: Killed',
  ],
  ['log.jvm-heap', 'java.lang.OutOfMemoryError: Java heap space'],
  [
    'log.node-heap',
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  ],
  [
    'log.go-panic',
    'panic: runtime error: invalid memory address or nil pointer dereference',
  ],
  ['log.go-panic', "thread 'main' panicked at src/main.rs:12:5:"],
  ['log.python-traceback', 'Traceback (most recent call last):'],
  [
    'log.unhandled',
    'Exception in thread "main" java.lang.IllegalStateException: no plan',
  ],
  [
    'log.unhandled',
    "TypeError: Cannot read properties of undefined (reading 'id')",
  ],
  [
    'log.migration-locked',
    'error: Dirty database version 14. Fix and force version.',
  ],
  ['log.rate-limited', 'HTTP 429 Too Many Requests'],
  ['log.leader-lost', 'E0301 leaderelection lost'],
  ['log.clock-skew', 'jwt: token used before issued'],
  [
    'log.oom-native',
    "terminate called after throwing an instance of 'std::bad_alloc'",
  ],
];

describe('matchSignatures', () => {
  it.each(TOLD)('%s: %s', (id, line) => {
    expect(ids(line)).toContain(id);
  });

  it('has a line for every signature, and every id once', () => {
    const known = logSignatures.map(each => each.id);
    expect([...new Set(TOLD.map(([id]) => id))].sort()).toEqual(known.sort());
  });

  it.each([
    'starting payments version 3.8.1',
    'retry policy: on connection errors, 3 attempts',
    'GET /orders/429 200 12ms',
    'listening on 0.0.0.0:8080',
    '{"level":"info","msg":"reconnected after connection refused"}',
    'level=debug msg="ENOTFOUND handled, using fallback"',
    '2026-03-01T12:00:00Z INFO last run ended with too many requests',
    'loaded 3 environment variables',
    'user denied the permission dialog',
    'panicking is not an option',
    'config loaded from /etc/app/config.yaml',
    'certificate renewed, valid until 2027',
    'database "shop" is ready',
    'no module named in the plan',
    'memory limit 512Mi, heap 384Mi',
    'executing /app/start.sh',
    'using glibc version 2.38',
    'worker 3 exited with code 0',
    'counters reset at midnight',
    'node id 1 joined the quorum',
  ])('says nothing about: %s', line => {
    expect(ids(line)).toEqual([]);
  });

  it.each<[string, string, number | undefined]>([
    [
      '{"level":"error","host":"payments-db.payments.svc.cluster.local:5432","error":"dial tcp: lookup payments-db.payments.svc.cluster.local on 10.0.0.10:53: no such host"}',
      'payments-db.payments.svc.cluster.local',
      undefined,
    ],
    [
      'epmd error for host mq-0.mq-nodes.mq.svc.cluster.local: nxdomain (non-existing domain)',
      'mq-0.mq-nodes.mq.svc.cluster.local',
      undefined,
    ],
    ['Error: getaddrinfo ENOTFOUND cart-redis', 'cart-redis', undefined],
    ['Error: connect ECONNREFUSED 10.96.4.7:5432', '10.96.4.7', 5432],
    [
      'could not translate host name "db.shop" to address: Name or service not known',
      'db.shop',
      undefined,
    ],
    [
      'connection to server at "orders-db" (10.96.1.2), port 5432 failed: Connection refused',
      'orders-db',
      5432,
    ],
    ['java.net.UnknownHostException: inventory', 'inventory', undefined],
    [
      'Connection to orders-db:5432 refused. Check that the hostname and port are correct',
      'orders-db',
      5432,
    ],
    [
      "HTTPConnectionPool(host='search', port=9200): Max retries exceeded: Failed to establish a new connection: [Errno 111] Connection refused",
      'search',
      9200,
    ],
    [
      'redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.',
      'cache',
      6379,
    ],
    [
      'connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.96.7.7:8080/"',
      '10.96.7.7',
      8080,
    ],
    [
      'curl: (6) Could not resolve host: api.example.com',
      'api.example.com',
      undefined,
    ],
    [
      'server.go:44: Post "https://api.example.com/v1/charge": context deadline exceeded',
      'api.example.com',
      undefined,
    ],
  ])('finds the host in: %s', (line, host, port) => {
    const [match] = matchSignatures([line]);
    expect(match.host).toBe(host);
    expect(match.port).toBe(port);
  });

  it.each([
    ['the pod itself', 'connect ECONNREFUSED 127.0.0.1:3000'],
    ['a source file', 'main.go:12: connection refused'],
  ])('takes %s for no host', (_, line) => {
    expect(matchSignatures([line])[0].host).toBeUndefined();
  });

  it.each([
    ["KeyError: 'DATABASE_URL'", 'DATABASE_URL'],
    ['Error: environment variable STRIPE_KEY is not set', 'STRIPE_KEY'],
    ["Error: Cannot find module '/app/dist/server.js'", '/app/dist/server.js'],
    ['open /data/index.lock: permission denied', '/data/index.lock'],
    ['ERROR: relation "orders" does not exist', 'orders'],
    [
      'yaml: line 3: unmarshal errors in /etc/app/config.yaml',
      '/etc/app/config.yaml',
    ],
  ])('finds what is meant in: %s', (line, name) => {
    expect(matchSignatures([line])[0].name).toBe(name);
  });

  it('counts from the first line that was given, and reads the last 500', () => {
    const lines = ['panic: old', ...Array(499).fill('ok'), 'panic: new'];
    expect(matchSignatures(lines).map(each => each.index)).toEqual([500]);
  });

  it.each([
    'a',
    ' ',
    '/',
    'a.',
    ':',
    '"',
    'config',
    'x=',
    'A_',
    'open ',
    '://a',
  ])('reads hostile lines of %j in linear time', part => {
    const line = `connection refused ${part.repeat(200_000 / part.length)}`;
    const start = process.cpuUsage();
    matchSignatures(Array(20).fill(line));
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
  });
});
