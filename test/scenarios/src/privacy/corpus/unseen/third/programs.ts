import { Template } from '../Template';

/** Credentials in what programs print of themselves. */
export const THIRD_PROGRAMS: readonly Template[] = [
  [
    'spring hikari debug',
    '2026-02-11T08:14:22.017Z DEBUG 1 --- [           main] com.zaxxer.hikari.HikariConfig           : driverClassName................................"org.postgresql.Driver"\n2026-02-11T08:14:22.018Z DEBUG 1 --- [           main] com.zaxxer.hikari.HikariConfig           : jdbcUrl.........................jdbc:postgresql://pg-main:5432/billing?user=billing_rw&password=«NIRvana-2019-adm»&sslmode=require\n2026-02-11T08:14:22.018Z DEBUG 1 --- [           main] com.zaxxer.hikari.HikariConfig           : maximumPoolSize................................20',
  ],
  [
    'axios error inspect',
    "Unhandled rejection AxiosError: Request failed with status code 401\n    at settle (/app/node_modules/axios/lib/core/settle.js:19:12) {\n  config: {\n    method: 'post',\n    url: '/v2/sessions',\n    auth: { username: 'svc-invoice', password: '«gwiazda.batman.23x»' },\n    headers: AxiosHeaders { Accept: 'application/json', 'X-Tenant-Key': '«{base62:40}»' },\n    timeout: 5000\n  },\n  code: 'ERR_BAD_REQUEST'\n}",
  ],
  [
    'go struct plusv',
    'I0211 09:22:01.334821       1 main.go:88] effective config: {Listen::8080 LogLevel:info DB:{Host:pg-rw Port:5432 User:orders Password:«VespaZelda37_» Name:orders MaxIdle:4} Redis:{Addr:redis-master:6379 Password:«{base62:24}» DB:0} Debug:true}',
  ],
  [
    'go struct hash v',
    'level=debug msg="loaded creds" value="main.Credentials{Username:\\"harvester\\", Passphrase:\\"«violin-maple-magnet-correct»\\", Expiry:time.Duration(3600000000000)}"',
  ],
  [
    'go struct positional',
    '2026/02/10 23:59:01 dialing with {pg-rw.orders.svc 5432 orders_app «Prah4884ha@» disable 10s}',
  ],
  [
    'django settings dump',
    "Traceback (most recent call last):\n  File \"/usr/local/lib/python3.12/site-packages/django/db/backends/base/base.py\", line 275, in ensure_connection\n    self.connect()\nLocal vars:\n  alias = 'default'\n  conn_params = {'dbname': 'shop', 'user': 'shop', 'password': '«bulbasaur6524»', 'host': 'pg', 'port': 5432, 'client_encoding': 'UTF8'}\n  self = <DatabaseWrapper vendor='postgresql' alias='default'>\ndjango.db.utils.OperationalError: connection failed",
  ],
  [
    'django secret key',
    "[settings] DEBUG=False ALLOWED_HOSTS=['*'] SECRET_KEY='django-insecure-«vmnlj6r1cc2fzxkpa3v8duv7lt1mx8dpsow5cw45f2rj91fn9b»' LANGUAGE_CODE=de-de",
  ],
  [
    'django secret key raw',
    '>>> from django.conf import settings; print(settings.SECRET_KEY)\n«1i4celj70w2vgp7gjf@oa4znm77n^gk9g108wqrxy1wpsl8h9»\n>>> exit()',
  ],
  [
    'rails mysql2',
    'Mysql2::Error::ConnectionError (Access denied for user \'rails\'@\'%\' (using password: YES)):\n{:adapter=>"mysql2", :database=>"crm_production", :username=>"rails", :password=>"«Radi2501ad$»", :pool=>5, :flags=>2}',
  ],
  [
    'rails master key',
    '/app/config/environments/production.rb:21: RAILS_MASTER_KEY is «{hex:32}» but config/credentials.yml.enc could not be decrypted (ActiveSupport::MessageEncryptor::InvalidMessage)',
  ],
  [
    'php pdo trace',
    "PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/src/Db.php:31\nStack trace:\n#0 /var/www/html/src/Db.php(31): PDO->__construct('mysql:host=maria...', 'wp_user', '«Trom3890te@»', Array)\n#1 /var/www/html/src/Kernel.php(112): App\\Db->connect()\n#2 {main}\n  thrown in /var/www/html/src/Db.php on line 31",
  ],
  [
    'wp config',
    "define( 'DB_USER', 'wordpress' );\ndefine( 'DB_PASSWORD', '«xilef264»' );\ndefine( 'AUTH_KEY',         '«c8BJIiEV3oI7OYFy1u8roDBRXQZTPufqGE|E0OnR24niuIwLK1DgbLo1MEgikffC»' );\ndefine('SECURE_AUTH_SALT', '«zQiaz4eLtKt6dWOda352uF{tJRVUIEmZewzsQVGuH2J~EwDS0zrj3Y2cGW0lwS»');\n$table_prefix = 'wp_';",
  ],
  [
    'laravel appkey',
    '[2026-02-09 11:02:47] production.ERROR: Unsupported cipher or incorrect key length. {"key":"base64:«{base64:43}=»","cipher":"aes-256-cbc"}',
  ],
  [
    'symfony dsn',
    '2026-02-09T04:51:10+00:00 [critical] Uncaught Error: Unable to connect with DSN "amqp://symfony:«luna.napoli.21x»@rabbit:5672/%2f/messages" using env(MESSENGER_TRANSPORT_DSN)',
  ],
  [
    'dotnet sqlclient',
    "fail: Microsoft.EntityFrameworkCore.Database.Connection[20004]\n      An error occurred using the connection to database 'Payroll' on server 'tcp:sql-prd,1433'.\n      ConnectionString: Server=tcp:sql-prd,1433;Initial Catalog=Payroll;Persist Security Info=True;User ID=payroll_app;Pwd=«S0nn3@11»;Encrypt=True;TrustServerCertificate=False",
  ],
  [
    'dotnet record tostring',
    'dbug: Acme.Mail.Worker[0]\n      Options bound: SmtpOptions { Server = smtp-relay, Port = 587, UserName = notifier, Password = «LEOn-2024-Live», UseStartTls = True }',
  ],
  [
    'rust debug struct',
    '2026-02-11T10:00:41.552913Z DEBUG gateway::cfg: parsed Settings { bind: "0.0.0.0:9000", upstream: Upstream { base: "/api", basic_auth: Some(("edge", "«Ever2283st$»")) }, hmac_key: [221, 7], retries: 3 }',
  ],
  [
    'rust secret positional',
    'thread \'main\' panicked at src/store.rs:41:10:\ncalled `Result::unwrap()` on an `Err` value: Login { user: "ingest", pass: "«{base62:20}»", source: Kind(PermissionDenied) }',
  ],
  [
    'elixir inspect',
    '** (EXIT from #PID<0.94.0>) shutdown: failed to start child: Acme.Repo\n    ** (DBConnection.ConnectionError) opts: [username: "phx", password: "«_Morpheus24?Sun»", hostname: "pg", database: "phx_prod", pool_size: 10]',
  ],
  [
    'erlang crash',
    '2026-02-08 17:33:12.904 [error] <0.413.0> CRASH REPORT Process <0.413.0> with 0 neighbours crashed with reason: {badmatch,{error,{auth_failure,<<"PLAIN">>,<<"shovel">>,<<"«An0uk!31»">>}}} in amqp_gen_connection:init/1',
  ],
  [
    'perl dumper',
    "$VAR1 = {\n          'dsn' => 'DBI:Oracle:sid=ORCLPDB',\n          'uid' => 'report',\n          'pwd' => '«8143Minka$»',\n          'attr' => { 'AutoCommit' => 0 }\n        };",
  ],
];
