import { Surrounding } from './Planted';

const quoted = (object: unknown) => JSON.stringify(JSON.stringify(object));

/** Texts in which a name or a syntax tells that what follows is a credential. */
export const PASSWORD_SURROUNDINGS: readonly Surrounding[] = [
  ['an assignment', p => `starting with password=${p}`],
  [
    'a quoted assignment',
    p => `connect(user="cart", password="${p}", port=5432)`,
  ],
  [
    'a Python call',
    p => `psycopg2.connect(host='db', user='cart', password='${p}')`,
  ],
  ['a Python dict', p => `config = {'user': 'cart', 'password': '${p}'}`],
  [
    'a Java toString',
    p =>
      `DataSource{url=jdbc:postgresql://db/cart, username=cart, password=${p}, poolSize=10}`,
  ],
  [
    'a Java quoted toString',
    p => `Config[user='cart', secretKey='${p}', retries=3]`,
  ],
  [
    'a Go struct',
    p => `&{Host:db Port:5432 User:cart Password:${p} SSLMode:disable}`,
  ],
  ['a Go map', p => `map[host:db password:${p} user:cart]`],
  [
    'a Rust debug',
    p => `Settings { user: "cart", password: "${p}", port: 5432 }`,
  ],
  ['a Node object', p => `{ user: 'cart', password: '${p}', host: 'db' }`],
  [
    'a JSON log',
    p =>
      `{"level":"debug","config":{"db":{"user":"cart","password":"${p}"}},"msg":"loaded"}`,
  ],
  ['JSON in JSON', p => `{"msg":${quoted({ token: p, user: 'cart' })}}`],
  [
    'JSON in a message',
    p =>
      `level=info msg="request body {\\"client_secret\\":\\"${p}\\",\\"scope\\":\\"all\\"}"`,
  ],
  ['YAML', p => `database:\n  user: cart\n  password: ${p}\n  port: 5432\n`],
  [
    'YAML in quotes',
    p => `auth:\n  adminPassword: "${p}"\n  existingSecret: ""\n`,
  ],
  ['a YAML block', p => `apiToken: |\n  ${p}\nreplicas: 2\n`],
  [
    'an entry of YAML',
    p =>
      `env:\n- name: DB_PASSWORD\n  value: ${p}\n- name: PORT\n  value: "80"\n`,
  ],
  [
    'an entry of JSON',
    p => `{"env":[{"name":"REDIS_PASSWORD","value":"${p}"}]}`,
  ],
  [
    'a dump of variables',
    p => `HOME=/root\nDB_PASSWORD=${p}\nPATH=/usr/bin:/bin\n`,
  ],
  ['a dump with export', p => `export PGPASSWORD=${p}\nexport PGUSER=cart`],
  ['a declared variable', p => `declare -x AWS_SECRET_ACCESS_KEY="${p}"`],
  ['variables before a command', p => `+ MYSQL_PWD=${p} mysqldump -h db cart`],
  [
    'a properties file',
    p => `spring.datasource.username=cart\nspring.datasource.password=${p}\n`,
  ],
  ['properties with spaces', p => `quarkus.datasource.password = ${p}`],
  ['an INI file', p => `[client]\nuser = cart\npassword = ${p}\n`],
  ['a TOML file', p => `[auth]\njwt_secret = "${p}"\n`],
  [
    'an XML element',
    p =>
      `<server><id>nexus</id><username>ci</username><password>${p}</password></server>`,
  ],
  [
    'an XML attribute',
    p =>
      `<Resource name="jdbc/cart" username="cart" password="${p}" maxTotal="20"/>`,
  ],
  [
    'a PostgreSQL URL',
    p => `dial postgres://cart:${p}@cart-db:5432/cart?sslmode=disable failed`,
  ],
  ['a Redis URL without user', p => `REDIS_URL=redis://:${p}@cache:6379/0`],
  [
    'a MongoDB URL',
    p =>
      `MongoServerError for mongodb+srv://cart:${p}@cluster0/cart?retryWrites=true`,
  ],
  [
    'an AMQP URL',
    p => `Failed to connect to amqp://cart:${p}@rabbit:5672/%2f: ECONNREFUSED`,
  ],
  [
    'an HTTP URL',
    p => `git clone https://ci:${p}@git.initech.com/shop/cart.git`,
  ],
  ['a proxy', p => `HTTPS_PROXY=http://proxy:${p}@proxy.initech.com:3128`],
  [
    'a JDBC URL',
    p => `jdbc:postgresql://cart-db:5432/cart?user=cart&password=${p}&ssl=true`,
  ],
  ['an Oracle URL', p => `jdbc:oracle:thin:cart/${p}@//db:1521/ORCL`],
  [
    'ADO.NET',
    p => `Server=db,1433;Database=cart;User Id=sa;Password=${p};Encrypt=true;`,
  ],
  [
    'libpq',
    p =>
      `host=db port=5432 dbname=cart user=cart password=${p} sslmode=require`,
  ],
  [
    'an ODBC string',
    p => `Driver={ODBC Driver 18};Server=db;Uid=cart;Pwd=${p};`,
  ],
  [
    'an Azure connection string',
    p =>
      `DefaultEndpointsProtocol=https;AccountName=cart;AccountKey=${p};EndpointSuffix=core.windows.net`,
  ],
  [
    'a service bus string',
    p =>
      `Endpoint=sb://cart.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${p}`,
  ],
  [
    'a shared access signature',
    p =>
      `https://cart.blob.core.windows.net/x?sv=2024-11-04&se=2026-01-01&sr=b&sp=r&sig=${p}`,
  ],
  [
    'a presigned URL',
    p =>
      `https://b.s3.amazonaws.com/k?X-Amz-Expires=900&X-Amz-Signature=${p}&x-id=GetObject`,
  ],
  [
    'a token in a query',
    p => `"GET /api/orders?access_token=${p}&page=1 HTTP/1.1" 200 17`,
  ],
  [
    'a key in a query',
    p =>
      `Get "https://maps.initech.com/json?q=x&api_key=${p}": context deadline exceeded`,
  ],
  ['a bearer header', p => `> Authorization: Bearer ${p}`],
  ['a token header', p => `Authorization: Token ${p}`],
  ['a bare authorization', p => `authorization: ${p}`],
  [
    'headers of Go',
    p =>
      `map[Accept:[*/*] Authorization:[Bearer ${p}] User-Agent:[curl/8.5.0]]`,
  ],
  [
    'headers in JSON',
    p => `{"headers":{"authorization":"Bearer ${p}","accept":"*/*"}}`,
  ],
  [
    'a bearer in a sentence',
    p => `sending request with Bearer ${p} to upstream`,
  ],
  ['an API key header', p => `X-Api-Key: ${p}`],
  [
    'a header of curl',
    p => `curl -H 'X-Vault-Token: ${p}' http://vault:8200/v1/sys/health`,
  ],
  ['a cookie', p => `Cookie: theme=dark; session=${p}; lang=en`],
  ['a set cookie', p => `< Set-Cookie: JSESSIONID=${p}; Path=/; HttpOnly`],
  [
    'a cookie in JSON',
    p => `{"req":{"headers":{"cookie":"sid=${p}; a=b","host":"cart"}}}`,
  ],
  [
    'a flag with a sign',
    p => `+ exec /app/server --port=8080 --db-password=${p} --verbose`,
  ],
  [
    'a flag with a space',
    p =>
      `kubeadm join 10.0.0.1:6443 --token ${p} --discovery-token-unsafe-skip-ca-verification`,
  ],
  [
    'flags in a list',
    p => `exec: ["/app/server","--admin-password","${p}","--port","80"]`,
  ],
  [
    'curl with a user',
    p => `curl -s -u admin:${p} http://elastic:9200/_cluster/health`,
  ],
  ['mysql with a password', p => `mysql -h db -u root -p${p} -e 'select 1'`],
  ['redis-cli with a password', p => `redis-cli -h cache -a ${p} ping`],
  ['sshpass', p => `sshpass -p ${p} ssh deploy@10.2.3.4`],
  ['a Redis directive', p => `port 6379\nrequirepass ${p}\nappendonly yes\n`],
  ['SQL', p => `ERROR: statement: ALTER USER cart WITH PASSWORD '${p}'`],
  ['SQL of MySQL', p => `CREATE USER 'cart'@'%' IDENTIFIED BY '${p}'`],
  ['a sentence with a colon', p => `generated admin password: ${p}`],
  [
    'a sentence of a chart',
    p => `Default login is admin, initial password: '${p}'`,
  ],
  [
    'kubectl describe',
    p =>
      `    Environment:\n      DB_HOST:      cart-db\n      DB_PASSWORD:  ${p}\n`,
  ],
  [
    'pull credentials in a log',
    p => `{"auths":{"r.initech.com":{"username":"ci","password":"${p}"}}}`,
  ],
  ['base64 of a pair', p => `Proxy-Authorization: Basic ${btoa(`cart:${p}`)}`],
  [
    'base64 of a file',
    p => `config ${btoa(`{"user":"cart","password":"${p}"}`)} rejected`,
  ],
  ['base64 of a URL', p => `dsn ${btoa(`postgres://cart:${p}@cart-db/cart`)}`],
  [
    'a key of a kubeconfig',
    p => `users:\n- name: ci\n  user:\n    client-key-data: ${p}\n`,
  ],
  [
    'a token of a kubeconfig',
    p => `users:\n- name: ci\n  user:\n    token: ${p}\n`,
  ],
  [
    'a Slack webhook',
    p =>
      `POST https://hooks.slack${'.com'}/services/T02ABCDEF/B03ABCDEF/${p} 404`,
  ],
];
