import { Template } from '../Template';

/** Credentials of databases and queues. */
export const THIRD_DATABASES: readonly Template[] = [
  [
    'jdbc oracle thin',
    'ORA-01017: invalid username/password; logon denied; url=jdbc:oracle:thin:fin_batch/«H_amburg2601»@//ora-scan:1521/FINPRD',
  ],
  [
    'sqlplus argv',
    '+ sqlplus -s system/«St4rk!40»@ORCLPDB1 @/scripts/gather_stats.sql\nSP2-0310: unable to open file "/scripts/gather_stats.sql"',
  ],
  [
    'sqlcmd argv',
    '/opt/mssql-tools18/bin/sqlcmd -S mssql-0 -U sa -P «_Koeln23&Kil» -C -Q "SELECT @@VERSION"\nSqlcmd: Error: Microsoft ODBC Driver 18 for SQL Server : Login timeout expired.',
  ],
  [
    'mysql attached p',
    '+ mysqldump -h maria-galera-0 -ubackup -p«_Sommer01-Vad» --single-transaction --all-databases\nmysqldump: [Warning] Using a password on the command line interface can be insecure.',
  ],
  [
    'mysqladmin liveness',
    'Liveness probe failed: command "mysqladmin ping -uroot -p«Dcb2REssJRpHLsrT»" timed out',
  ],
  [
    'pgpassword inline',
    '++ PGPASSWORD=\'«S4x0ph0n@71»\' pg_dump -Fc -h pg-replica -U dumper analytics\npg_dump: error: connection to server failed: FATAL:  database "analytics" does not exist',
  ],
  [
    'pgpass file',
    'cat /root/.pgpass\npg-main:5432:*:replicator:«LinkNoah58!»\npg-main:5432:metrics:exporter:«0XJrLooa3dhpxmdDzA»',
  ],
  [
    'psql kv dsn',
    "error: could not connect: host=pg-main port=5432 user=keycloak password='«E5pr3550?98»' dbname=keycloak connect_timeout=5 : server closed the connection unexpectedly",
  ],
  [
    'postgres statement log',
    "2026-02-11 03:00:02.118 UTC [771] LOG:  statement: ALTER ROLE grafana_ro WITH LOGIN PASSWORD '«ČajChar208»' VALID UNTIL '2027-01-01';\n2026-02-11 03:00:02.121 UTC [771] LOG:  duration: 2.871 ms",
  ],
  [
    'mysql create user',
    "2026-02-11T07:41:09.332190Z        18 Query     CREATE USER 'exporter'@'%' IDENTIFIED BY '«rbtk68s!itr»' WITH MAX_USER_CONNECTIONS 3",
  ],
  [
    'mysql change master',
    "[Note] 'CHANGE REPLICATION SOURCE TO' executed: SOURCE_HOST='maria-0', SOURCE_USER='repl', SOURCE_PASSWORD = \"«{base62:22}»\", SOURCE_PORT=3306, SOURCE_AUTO_POSITION=1",
  ],
  [
    'pg subscription',
    "ERROR:  could not connect to the publisher\nCONTEXT:  CREATE SUBSCRIPTION sub_eu CONNECTION 'host=pg-us port=5432 dbname=core user=logical password=«_Automne94!Nal»' PUBLICATION pub_all",
  ],
  [
    'mongo url encoded',
    'MongoServerError: Authentication failed. uri=mongodb+srv://catalog:«Zw485%40djkzq%21nE3T6x»@cluster0/catalog?retryWrites=true&w=majority',
  ],
  [
    'mongo createuser',
    '{"t":{"$date":"2026-02-10T12:00:00.018+00:00"},"s":"I","c":"COMMAND","id":51803,"ctx":"conn118","msg":"Slow query","attr":{"type":"command","ns":"admin.$cmd","command":{"createUser":"etl","pwd":"«M&ario1801»","roles":[{"role":"readWrite","db":"dwh"}]},"durationMillis":131}}',
  ],
  [
    'redis requirepass',
    '1:M 11 Feb 2026 08:00:00.101 * redis-cli CONFIG SET requirepass «{hex:40}»\n1:M 11 Feb 2026 08:00:00.104 # WARNING overcommit_memory is set to 0!',
  ],
  [
    'redis monitor auth',
    '1770796801.229418 [0 app:45112] "AUTH" "sidekiq" "«+Prince87?Tes»"\n1770796801.229991 [0 app:45112] "HELLO" "3"',
  ],
  [
    'redis acl line',
    'ACL LOAD: user worker on >«{base62:28}» ~jobs:* +@all -@dangerous',
  ],
  [
    'redis url nouser',
    'ioredis: Connection is closed (redis://:«Vandelay2026.»@redis-headless:6379/2)',
  ],
  [
    'redis cli a',
    '$ redis-cli -h redis-node-2 -a «Globex_yildiz16» --no-auth-warning info replication\nmaster_link_status:down',
  ],
  [
    'kafka jaas',
    'org.apache.kafka.common.KafkaException: Failed to construct kafka producer: sasl.jaas.config = org.apache.kafka.common.security.scram.ScramLoginModule required username="clickstream" password="«GrößeMang890»";',
  ],
  [
    'kafka ssl props',
    '\tssl.key.password = «D3dMFN4CxEssEi»\n\tssl.keystore.location = /etc/kafka/secrets/kafka.keystore.jks\n\tssl.keystore.password = «_Neo26%Her»\n\tssl.truststore.type = PKCS12',
  ],
  [
    'kafka scram cfg',
    "bin/kafka-configs.sh --bootstrap-server broker-0:9092 --alter --add-config 'SCRAM-SHA-512=[iterations=8192,password=«myPikachuPwd306»]' --entity-type users --entity-name mirror",
  ],
  [
    'rabbitmqctl',
    '# rabbitmqctl add_user shipping «admin4Juventus24»\nAdding user "shipping" ...\nDone. Don\'t forget to grant the user permissions to some virtual hosts!',
  ],
  [
    'amqp invalid port',
    'panic: parse "amqp://feeder:«scpkk/0sQPw4P32»@rabbit:5672/": invalid port after host',
  ],
  [
    'nats conf',
    '[1] 2026/02/11 06:00:01.000114 [ERR] nats-server: Error parsing /etc/nats/nats.conf: authorization { user: edge, pass: «copper-marble-anchor-falcon», timeout: 2 } unknown field "timout"',
  ],
];
