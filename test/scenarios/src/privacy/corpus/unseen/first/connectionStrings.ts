import { Template } from '../Template';

/** How applications name a server together with the password for it. */
export const CONNECTION_STRINGS: readonly Template[] = [
  [
    'JDBC for PostgreSQL with a parameter',
    'Using dataSource jdbc:postgresql://pg-main:5432/orders?user=orders&password=«Winter-2024!»&ssl=true',
  ],
  [
    'JDBC for SQL Server',
    'jdbc:sqlserver://mssql.data.svc:1433;databaseName=erp;user=sa;password=«P@ssw0rd_Erp»;encrypt=true',
  ],
  [
    'JDBC for Oracle with slashes',
    'Connecting to jdbc:oracle:thin:scott/«t1ger-Prod»@//ora-db:1521/ORCLPDB1',
  ],
  [
    'JDBC for MySQL with credentials before the host',
    'url=jdbc:mysql://billing:«kaffee+kuchen7»@mysql:3306/billing?useSSL=false',
  ],
  [
    'JDBC for DB2',
    'jdbc:db2://db2inst:50000/SAMPLE:user=db2admin;password=«Db2!adm1n»;',
  ],
  [
    'JDBC for Snowflake',
    'jdbc:snowflake://xy123.snowflakecomputing.com/?user=etl&password=«Sn0wAndIce»&warehouse=WH',
  ],
  [
    'ODBC',
    'Driver={ODBC Driver 18 for SQL Server};Server=tcp:mssql,1433;Database=crm;Uid=crm_app;Pwd=«zX9!crm-live»;Encrypt=yes;',
  ],
  [
    'ODBC with a password in braces',
    'Driver={PostgreSQL Unicode};Server=pg;Uid=app;Pwd={«se;mi}}colon»};',
  ],
  [
    '.NET with blanks in its keys',
    'Data Source=mssql;Initial Catalog=shop;User ID=shop;Password=«Sommer 2025»;MultipleActiveResultSets=true',
  ],
  [
    '.NET in appsettings.json',
    '{"ConnectionStrings":{"Default":"Host=pg;Port=5432;Username=svc;Password=«gr33nApples»;Pooling=true"}}',
  ],
  [
    'Npgsql in an exception',
    "System.ArgumentException: Couldn't set passwrod (Parameter 'Host=pg;Username=app;Passwd=«violet#9912»')",
  ],
  ['AMQP', 'dial amqp://rabbit:«c4rr0t-cake»@rabbitmq.mq.svc:5672/vhost: EOF'],
  [
    'AMQPS with an encoded password',
    'broker_url = amqps://worker:«p%40ss%2Fw%23rd9»@b-1.mq.eu-west-1.amazonaws.com:5671//',
  ],
  [
    'MongoDB SRV',
    'MongoServerSelectionError: mongodb+srv://catalog:«Y7uQz1Mn»@cluster0.ab1cd.mongodb.net/catalog?retryWrites=true',
  ],
  [
    'MongoDB with several hosts',
    'mongodb://root:«mango-tree-77»@mongo-0.mongo:27017,mongo-1.mongo:27017/admin?replicaSet=rs0',
  ],
  [
    'Redis with only a password',
    'REDIS_URL is redis://:«q1w2e3r4t5»@redis:6379/0',
  ],
  [
    'Redis over TLS with a user',
    'ioredis: connect ETIMEDOUT rediss://default:«AXk1ZmRhc2Rm»@usw1-fit-1.upstash.io:6380',
  ],
  [
    'StackExchange.Redis',
    'redis-master:6379,password=«purpleRain84»,ssl=False,abortConnect=False',
  ],
  [
    'SMTP',
    'mailer: smtp://alerts%40example.org:«mail4Me!»@smtp.mailgun.org:587',
  ],
  ['LDAP', 'ldaps://cn=admin,dc=corp:«ldap!Adm1n»@ldap.corp:636/'],
  [
    'SQLAlchemy',
    'Engine(postgresql+psycopg2://airflow:«airfl0w-pw»@airflow-postgresql:5432/airflow)',
  ],
  [
    'SQLAlchemy for Snowflake',
    'sqlalchemy.url = snowflake://loader:«Fr0zen!Lake»@acme-eu/db/public?warehouse=ETL',
  ],
  ['Celery backend', 'results: db+mysql://celery:«cel3ry-stick»@mysql/celery'],
  ['ClickHouse', 'clickhouse://default:«cl1ckh0use»@chi-main:9000/metrics'],
  [
    'ClickHouse with a parameter',
    'tcp://chi-main:9000?username=reader&password=«readOnly88»&database=logs',
  ],
  ['NATS', 'nats://deploy:«n4tsy-dread»@nats.messaging.svc:4222'],
  ['NATS with a token', 'Connecting to nats://«{base62:22}»@nats:4222'],
  [
    'libpq',
    "host=pg port=5432 dbname=app user=app password='«it''s a pass»' sslmode=require",
  ],
  [
    'libpq without quotes',
    'host=pg user=gitlab password=«gl-pg-2024» dbname=gitlabhq',
  ],
  [
    'Go MySQL driver',
    'sql: open "grafana:«gr4fana-db»@tcp(mysql.monitoring:3306)/grafana?parseTime=true"',
  ],
  [
    'Elasticsearch',
    'elastic: http://elastic:«chang3d-me-not»@es-http:9200 is unhealthy',
  ],
  [
    'Kafka JAAS',
    'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="«k4fka-s3cret»";',
  ],
  [
    'Kafka SCRAM',
    'ScramLoginModule required username=orders password=«scr4m-orders» ;',
  ],
  ['InfluxDB', 'influxdb://writer:«1nflux-wr1te»@influx:8086/telegraf'],
  ['Neo4j', 'bolt+s://neo4j:«gr4ph-theory»@neo4j:7687'],
  ['FTP', 'Fetching ftp://partner:«drop.Box.19»@ftp.partner.example.org/in/'],
  [
    'S3 compatible',
    's3://AKIAEXAMPLE:«wJalrXUtnFEMIK7MDENG»@minio:9000/backups',
  ],
  [
    'Git over HTTPS',
    "fatal: unable to access 'https://oauth2:«{base62:20}»@git.corp.example.org/shop/app.git/'",
  ],
  [
    'Go proxy',
    'GOPROXY=https://ci:«art1fact0ry»@artifacts.corp.example.org/api/go/goproxy,direct',
  ],
  [
    'pip index',
    'Looking in indexes: https://pipuser:«p1p-1nstall»@pypi.corp.example.org/simple',
  ],
  [
    'HTTP proxy',
    'HTTPS_PROXY=http://svc-proxy:«Pr0xy$Pass»@proxy.corp.example.org:3128',
  ],
  [
    'Azure storage',
    'DefaultEndpointsProtocol=https;AccountName=acmestore;AccountKey=«{base64:86}==»;EndpointSuffix=core.windows.net',
  ],
  [
    'Azure Service Bus',
    'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=«{base64:43}=»',
  ],
  [
    'Azure Event Hub',
    'Endpoint=sb://ehub.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=«{base64:43}=»;EntityPath=orders',
  ],
  [
    'Azure Cosmos DB',
    'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=«{base64:86}==»;',
  ],
  [
    'Azure Application Insights',
    'InstrumentationKey=«{uuid}»;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/',
  ],
  [
    'Azure IoT Hub',
    'HostName=acme.azure-devices.net;DeviceId=d1;SharedAccessKey=«{base64:43}=»',
  ],
  [
    'Azure SAS',
    'GET https://acme.blob.core.windows.net/c/b.zip?sv=2022-11-02&se=2025-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=«{base62:40}%3D» 403',
  ],
  ['Trino', 'trino://etl:«tr1no!»@trino:8443/hive'],
  [
    'Sentry DSN',
    'SENTRY_DSN=https://«{hex:32}»@o447951.ingest.sentry.io/5429221',
  ],
  [
    'Sentry DSN with a secret',
    'Raven configured: https://{hex:32}:«{hex:32}»@sentry.corp.example.org/12',
  ],
];
