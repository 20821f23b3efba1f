import { Template } from '../Template';

/** Credentials in protocols and in the commands of their clients. */
export const THIRD_PROTOCOLS: readonly Template[] = [
  [
    'mqtt connect',
    "1770796999: New client connected from bridge as sensor-hub (p2, c1, k60, u'sensor', pw'«autumn2294»').",
  ],
  [
    'ldap bind',
    'DEBUG org.springframework.ldap.core.support.AbstractContextSource - env {java.naming.security.principal=cn=svc-sso,ou=apps,dc=corp, java.naming.security.credentials=«M&adrid0401», java.naming.ldap.version=3}',
  ],
  [
    'ldapsearch w',
    "+ ldapsearch -x -D cn=admin,dc=acme -w «contoso0724» -b dc=acme '(uid=ci)'\nldap_bind: Invalid credentials (49)",
  ],
  [
    'ldif base64',
    'dn: uid=etl,ou=services,dc=acme\nchangetype: modify\nreplace: userPassword\nuserPassword:: «UE9Mc2thLTIwMjEtYWRt»',
  ],
  [
    'smtp auth login',
    'DEBUG SMTP: AUTH LOGIN command trace\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: bm90aWZpZXI=\nS: 334 UGFzc3dvcmQ6\nC: «K0Fyc2VuYWwyNSVLcmE=»\nS: 535 5.7.8 Error: authentication failed',
  ],
  [
    'smtp auth plain',
    "2026-02-11 07:11:02,431 smtplib send: 'AUTH PLAIN «{base62:32}»\\r\\n'\n2026-02-11 07:11:02,490 smtplib reply: b'535 5.7.8 authentication failed\\r\\n'",
  ],
  [
    'imap login',
    '* OK IMAP4rev1 ready\na001 LOGIN tickets "«G3n3v3%79»"\na001 NO [AUTHENTICATIONFAILED] Invalid credentials',
  ],
  [
    'sshpass',
    "+ sshpass -p '«Roma2600ma$»' scp -o StrictHostKeyChecking=no dump.tgz backup@vault:/srv\nPermission denied, please try again.",
  ],
  [
    'expect spawn',
    'spawn ssh netops@switch-core-1\nPassword: «gnirps900»\nswitch-core-1> show version',
  ],
  [
    'chpasswd',
    "+ echo 'deploy:«Zuerich2023%»'\n+ chpasswd\nchpasswd: (user deploy) pam_chauthtok() failed, error: Authentication token manipulation error",
  ],
  [
    'htpasswd b',
    'RUN step 7: htpasswd -bc /etc/nginx/.htpasswd metrics «Cupc9329ke$»\nAdding password for user metrics',
  ],
  [
    'basic auth header',
    '> GET /api/v1/query?query=up HTTP/1.1\n> Host: prometheus\n> Authorization: Basic «c2NyYXBlcjpQMWM0cmQqOTY=»\n> User-Agent: curl/8.9.1\n< HTTP/1.1 403 Forbidden',
  ],
  [
    'curl u',
    '+ curl -fsS -u ci-bot:«ratiug500» -X PUT --upload-file app.jar /repository/releases/app.jar\ncurl: (22) The requested URL returned error: 401',
  ],
  [
    'netrc',
    'machine nexus login robot password «ducati4692»\nmachine gitea login renovate password «{hex:40}»',
  ],
  [
    'git credential url',
    "fatal: unable to access 'https://deploy-bot:«{base62:26}»@git/platform/infra.git/': The requested URL returned error: 403",
  ],
  [
    'pip index url',
    'Looking in indexes: https://pypi-reader:«CyberdyneKiefer90.»@nexus/repository/pypi/simple\nERROR: Could not find a version that satisfies the requirement acme-core==4.2.0',
  ],
  [
    'npmrc auth',
    'npm verbose config //nexus/repository/npm/:_auth = «bnBtLWNpOl9XYXluZTk0IURyYQ==»\nnpm verbose config always-auth = true\nnpm ERR! code E401',
  ],
  [
    'npmrc password b64',
    '//registry/:_password=«UmFtbXN0ZWluSW5pdGVjaDc0JA==»\n//registry/:username=build\nnpm error 403 Forbidden',
  ],
  [
    'maven settings',
    '[DEBUG] Reading user settings from /root/.m2/settings.xml\n<server><id>releases</id><username>deployer</username><password>«H00l1$22»</password></server>\n[ERROR] Failed to deploy artifacts: status code: 401, reason phrase: Unauthorized (401)',
  ],
  [
    'keytool',
    'keytool -importkeystore -srckeystore /certs/k.p12 -srcstoretype PKCS12 -srcstorepass «yoda7455» -destkeystore /certs/k.jks -deststorepass «3hyvOoVGrZJN» -noprompt\nkeytool error: java.io.IOException: keystore password was incorrect',
  ],
  [
    'java dash d',
    'Picked up JAVA_TOOL_OPTIONS: -XX:MaxRAMPercentage=75 -Djavax.net.ssl.keyStorePassword=«950Estrella!» -Djavax.net.ssl.trustStore=/etc/ssl/trust.jks',
  ],
  [
    'openssl passin',
    '+ openssl rsa -in tls.enc.key -passin pass:«mySchalkePw247» -out tls.key\nunable to load Private Key',
  ],
  [
    'gpg passphrase',
    "gpg --batch --pinentry-mode loopback --passphrase '«basket tunnel pepper saddle»' -d dump.sql.gpg\ngpg: decryption failed: Bad session key",
  ],
  [
    'restic env',
    'RESTIC_REPOSITORY=s3:/backups/pg RESTIC_PASSWORD=«{base62:32}» restic snapshots\nFatal: wrong password or no key found',
  ],
  [
    'borg passphrase',
    'export BORG_PASSPHRASE="«anchor horse timber basket»"\nborg create ::nightly-2026-02-11 /data\npassphrase supplied in BORG_PASSPHRASE is incorrect.',
  ],
  [
    'rclone conf',
    '2026/02/11 02:00:00 DEBUG : config: [nas]\ntype = sftp\nuser = archiver\npass = «SPZ-Zmae6bbSpiyPOcSKbayFd454Ek2e»\ndisable_hashcheck = true',
  ],
  [
    'mc alias',
    '+ mc alias set minio http://minio:9000 «{upper:20}» «{base62:40}»\nmc: <ERROR> Unable to initialize new alias from the provided credentials.',
  ],
  [
    's3cfg',
    'access_key = «{upper:20}»\nsecret_key = «{base64:40}»\nhost_bucket = %(bucket)s.s3',
  ],
];
