import { KeyMaker } from './keys';
import { Surrounding } from './Planted';

const from = (...parts: string[]) => parts.join('');

/** Keys that were planted after the rules were first done. */
export const HELD_OUT_KEYS: readonly KeyMaker[] = [
  ['GitHub OAuth token', r => from('gh', 'o_', r.word('base62', 36))],
  ['GitHub refresh token', r => from('gh', 'r_', r.word('base62', 76))],
  ['GitLab deploy token', r => from('gl', 'dt-', r.word('base62', 20))],
  ['GitLab job token', r => from('gl', 'cbt-64_', r.word('base62', 20))],
  [
    'Slack user token',
    r =>
      from(
        'xo',
        'xp-',
        [11, 12, 13].map(n => r.word('digits', n)).join('-'),
        '-',
        r.word('hex', 32),
      ),
  ],
  [
    'Slack rotating token',
    r => from('xo', 'xe.xo', 'xp-1-', r.word('base62', 160)),
  ],
  ['Stripe test key', r => from('sk', '_test_', r.word('base62', 24))],
  [
    'OpenAI service key',
    r =>
      from(
        'sk',
        '-svcacct-',
        r.word('base62', 74),
        'T3BlbkFJ',
        r.word('base62', 74),
      ),
  ],
  ['OpenRouter key', r => from('sk', '-or-v1-', r.word('hex', 64))],
  ['xAI key', r => from('xa', 'i-', r.word('base62', 80))],
  ['Perplexity key', r => from('pp', 'lx-', r.word('base62', 48))],
  ['Replicate token', r => from('r', '8_', r.word('base62', 37))],
  ['Supabase token', r => from('sb', 'p_', r.word('hex', 40))],
  ['Figma token', r => from('fig', 'd_', r.word('base62', 40))],
  [
    'Notion token',
    r => from('nt', 'n_', r.word('digits', 11), r.word('base62', 35)),
  ],
  [
    'Airtable token',
    r => from('pa', 't', r.word('base62', 14), '.', r.word('hex', 64)),
  ],
  ['Fly.io token', r => from('fo', '1_', r.word('base62', 43))],
  ['Buildkite token', r => from('bk', 'ua_', r.word('hex', 40))],
  ['Cloudflare token', r => r.word('base62', 40)],
  ['Confluent key', r => from('cf', 'lt', r.word('base64', 60))],
  ['Elastic key', r => btoa(`${r.word('base62', 20)}:${r.word('base62', 22)}`)],
  [
    'Firebase token',
    r => `${r.word('base62', 22)}:APA91b${r.word('base64url', 133)}x`,
  ],
  ['Flutterwave key', r => from('FLW', 'SECK_TEST-', r.word('hex', 32), '-X')],
  ['Hashicorp cloud secret', r => r.word('base62', 64)],
  ['JFrog token', r => from('cmVm', 'dGtu', r.word('base62', 56))],
  ['LaunchDarkly key', r => from('sd', 'k-', r.uuid())],
  [
    'Mapbox token',
    r =>
      from(
        'sk',
        '.eyJ',
        btoa(`{"u":"${r.word('lower', 9)}","a":"${r.word('lower', 12)}"}`)
          .slice(3)
          .replace(/=/g, ''),
        '.',
        r.word('base62', 22),
      ),
  ],
  ['Netlify token', r => from('nf', 'p_', r.word('base62', 40))],
  ['Okta token', r => from('0', '0', r.word('base64url', 39), 'x')],
  [
    'PayPal Braintree token',
    r =>
      from(
        'access_token$',
        'production$',
        r.word('lowerDigits', 16),
        '$',
        r.word('hex', 32),
      ),
  ],
  ['Prefect key', r => from('pn', 'u_', r.word('lowerDigits', 36))],
  ['Pulumi token', r => from('pu', 'l-', r.word('hex', 40))],
  [
    'Rancher token',
    r =>
      from('token-', r.word('lowerDigits', 5), ':', r.word('lowerDigits', 54)),
  ],
  ['ReadMe key', r => from('rd', 'me_', r.word('lowerDigits', 70))],
  [
    'Sendinblue SMTP key',
    r => from('xsmt', 'psib-', r.word('hex', 64), '-', r.word('base62', 16)),
  ],
  ['Shippo token', r => from('shippo', '_live_', r.word('hex', 40))],
  ['Snowflake password', r => r.word('base62', 28)],
  [
    'Typeform token',
    r => from('tf', 'p_', r.word('base62', 44), '_', r.word('base62', 14)),
  ],
  ['Vault recovery token', r => from('hv', 'r.', r.word('base62', 90))],
  ['Yandex key', r => from('AQ', 'VN', r.word('base62', 36))],
];

const literal = (name: string, value: string) => ({
  kind: 'Deployment',
  spec: {
    template: { spec: { initContainers: [{ env: [{ name, value }] }] } },
  },
});

/** Places that were thought of after the rules were done. */
export const HELD_OUT_SURROUNDINGS: readonly Surrounding[] = [
  [
    'a Spring log',
    p =>
      `2026-03-01 10:00:00.000 DEBUG 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter : spring.redis.password=${p}`,
  ],
  [
    'a Kafka JAAS line',
    p =>
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="cart" password="${p}";`,
  ],
  ['a keystore', p => `ssl.keystore.password=${p}\nssl.key.password=${p}`],
  [
    'a Rails dump',
    p => `{"SECRET_KEY_BASE"=>"${p}", "RAILS_ENV"=>"production"}`,
  ],
  ['a Django setting', p => `SECRET_KEY = '${p}'`],
  ['a Laravel file', p => `APP_KEY=${p}\nAPP_DEBUG=false`],
  ['a PHP array', p => `'password' => '${p}', 'charset' => 'utf8mb4'`],
  ['an Erlang tuple', p => `{amqp_params,[{password,"${p}"},{port,5672}]}`],
  [
    'an Elixir keyword',
    p => `[hostname: "db", username: "cart", password: "${p}", pool_size: 10]`,
  ],
  ['a HOCON file', p => `db.default { user = cart, password = "${p}" }`],
  [
    'a logfmt line',
    p => `level=debug msg=config db.user=cart db.password=${p} db.pool=5`,
  ],
  [
    'a zap field',
    p => `2026-03-01T10:00:00Z DEBUG cfg {"apiKey": "${p}", "retries": 3}`,
  ],
  [
    'a klog pair',
    p =>
      `I0301 10:00:00.000000 1 main.go:7] "Loaded" clientSecret="${p}" issuer="dex"`,
  ],
  ['a protobuf text', p => `user: "cart" password: "${p}" tls: true`],
  [
    'a GraphQL mutation',
    p => `mutation { login(user: "bo", password: "${p}") { id } }`,
  ],
  [
    'a form body',
    p =>
      `grant_type=client_credentials&client_id=cart&client_secret=${p}&scope=all`,
  ],
  [
    'a multipart body',
    p => `Content-Disposition: form-data; name="password"\r\n\r\n${p}\r\n--x`,
  ],
  [
    'a SOAP body',
    p => `<wsse:Password Type="PasswordText">${p}</wsse:Password>`,
  ],
  ['an LDAP bind', p => `ldapsearch -x -D cn=admin,dc=corp -w ${p} -b dc=corp`],
  [
    'a wget',
    p => `wget --http-user=ci --http-password=${p} https://x.initech.com/a.tgz`,
  ],
  [
    'an mc alias',
    p => `mc alias set store http://minio:9000 admin --secret-key ${p}`,
  ],
  ['a docker login', p => `docker login -u ci -p ${p} r.initech.com`],
  [
    'helm with a value',
    p => `helm upgrade cart ./chart --set auth.password=${p},replicas=2`,
  ],
  [
    'kubectl create secret',
    p => `kubectl create secret generic cart --from-literal=password=${p}`,
  ],
  [
    'kubectl with a token',
    p => `kubectl --server https://10.0.0.1:6443 --token=${p} get pods`,
  ],
  [
    'psql with a URL',
    p => `psql "postgresql://cart:${p}@cart-db/cart?application_name=x"`,
  ],
  ['a ClickHouse URL', p => `clickhouse://default:${p}@ch:9000/cart`],
  ['an SMTP URL', p => `smtps://cart:${p}@mail.initech.com:465`],
  ['an FTP URL', p => `ftp://cart:${p}@files.initech.com/in`],
  [
    'an SQLAlchemy URL',
    p => `mysql+pymysql://cart:${p}@cart-db/cart?charset=utf8mb4`,
  ],
  [
    'a SQL Server URL',
    p =>
      `jdbc:sqlserver://db:1433;databaseName=cart;user=sa;password=${p};encrypt=true`,
  ],
  [
    'a Snowflake URL',
    p => `snowflake://cart:${p}@account/db/schema?warehouse=wh`,
  ],
  ['a websocket URL', p => `wss://x.initech.com/ws?auth_token=${p}`],
  ['an ingest URL', p => `https://logs.initech.com/v1/input?api-key=${p}`],
  ['a webhook secret', p => `github.webhook.secret: ${p}`],
  ['a Datadog agent', p => `DD_API_KEY=${p}`],
  ['a New Relic agent', p => `NEW_RELIC_LICENSE_KEY: "${p}"`],
  [
    'an AWS profile',
    p => `[default]\naws_access_key_id = x\naws_secret_access_key = ${p}`,
  ],
  [
    'AWS credentials in JSON',
    p => `{"AccessKeyId":"x","SecretAccessKey":"${p}","SessionToken":"${p}"}`,
  ],
  [
    'a Google key file',
    p =>
      `{"type":"authorized_user","client_secret":"${p}","refresh_token":"${p}"}`,
  ],
  ['an Azure principal', p => `AZURE_CLIENT_SECRET=${p}`],
  ['a Terraform variable', p => `TF_VAR_db_password=${p}`],
  [
    'a Vault answer',
    p => `{"auth":{"client_token":"${p}","lease_duration":3600}}`,
  ],
  [
    'an OIDC answer',
    p => `{"access_token":"${p}","id_token":"${p}","expires_in":300}`,
  ],
  ['an etcd flag', p => `etcdctl --user root:${p} get /registry --prefix`],
  ['a kubeadm line', p => `[bootstrap-token] Using token: ${p}`],
  ['a Grafana line', p => `GF_SECURITY_ADMIN_PASSWORD: ${p}`],
  ['a MinIO banner', p => `RootUser: minioadmin\nRootPass: ${p}`],
  [
    'a Jenkins banner',
    p =>
      `Please use the following password to proceed to installation:\n\npassword: ${p}`,
  ],
  ['an Elastic banner', p => `Password for the [elastic] user: password=${p}`],
  ['a Rabbit cookie', p => `RABBITMQ_ERLANG_COOKIE=${p}`],
  [
    'a WireGuard file',
    p => `[Interface]\nPrivateKey = ${p}\nListenPort = 51820`,
  ],
  ['an INI with a comment', p => `; production\nsecret = ${p} ; rotate`],
  ['a Java system property', p => `-Djavax.net.ssl.keyStorePassword=${p}`],
  [
    'a .pgpass in a ConfigMap',
    p => ({ kind: 'ConfigMap', data: { pgpass: `machine=db password=${p}` } }),
  ],
  [
    'Helm values',
    p => ({ postgresql: { auth: { postgresPassword: p, database: 'cart' } } }),
  ],
  [
    'an ExternalSecret',
    p => ({
      kind: 'ClusterSecretStore',
      spec: { provider: { fake: { data: [{ key: 'password', value: p }] } } },
    }),
  ],
  ['a Knative container', p => literal('TWILIO_AUTH_TOKEN', p)],
  ['an init container', p => literal('SMTP_PASS', p)],
  [
    'a literal with a DSN',
    p => literal('SENTRY_DSN', `https://${p}${p}@o1.ingest.sentry.io/42`),
  ],
  [
    'a literal with JSON',
    p => literal('CONFIG', JSON.stringify({ redis: { password: p } })),
  ],
  [
    'a lifecycle hook',
    p => ({
      lifecycle: {
        postStart: {
          exec: { command: ['sh', '-c', `curl -u ci:${p} http://x`] },
        },
      },
    }),
  ],
  [
    'a probe command',
    p => ({
      livenessProbe: { exec: { command: ['redis-cli', '-a', p, 'ping'] } },
    }),
  ],
  [
    'a probe of MySQL',
    p => ({
      livenessProbe: { exec: { command: ['mysqladmin', 'ping', `-p${p}`] } },
    }),
  ],
  [
    'a StorageClass',
    p => ({
      kind: 'StorageClass',
      parameters: { restuser: 'admin', restuserkey: p, secretKey: p },
    }),
  ],
  [
    'a webhook of Alertmanager',
    p => ({
      kind: 'AlertmanagerConfig',
      spec: {
        receivers: [
          { httpConfig: { basicAuth: { username: 'x', password: p } } },
        ],
      },
    }),
  ],
];
