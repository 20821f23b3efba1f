import { Template } from '../Template';

/** Commands in `args`, `ps`, probes, scripts and shell histories. */
export const COMMANDS: readonly Template[] = [
  [
    '--password with a blank',
    'exec: [/bin/app --user admin --password «fl4g-value» --port 80]',
  ],
  [
    '--password with an equals sign',
    '/usr/bin/exporter --redis.password=«exp0rter» --web.listen=:9121',
  ],
  ['--db-pass', 'starting server --db-host pg --db-pass «dbpass-31»'],
  ['-p with a blank', 'redis-cli -h redis -a «r3dis-auth» ping'],
  [
    'PGPASSWORD',
    'sh -c "PGPASSWORD=«pg-dump-77» psql -h pg -U app -c \'select 1\'"',
  ],
  ['mysql -p', 'mysqladmin -uroot -p«Sup3rRoot» ping'],
  [
    'mysql --password',
    'mysql --user=root --password="«my sql pass»" -e "show status"',
  ],
  ['MYSQL_PWD', 'MYSQL_PWD=«mysqlpwd9» mysqldump --all-databases'],
  ['sshpass', 'sshpass -p «ssh-pass-9» scp dump.sql backup@nas:/'],
  ['openssl', 'openssl pkcs12 -in a.p12 -passin pass:«p12-open» -nodes'],
  ['openssl enc', 'openssl enc -d -aes-256-cbc -k «enc-k3y» -in x'],
  [
    'helm',
    'helm upgrade app ./chart --set image.tag=1.2,postgresql.auth.password=«h3lm-set»',
  ],
  [
    'kubectl create secret',
    'kubectl create secret generic db --from-literal=password=«lit3ral-pw» --from-literal=url=«lit3ral-url»',
  ],
  [
    'kubectl create docker secret',
    'kubectl create secret docker-registry r --docker-username=ci --docker-password=«dock3r-pw»',
  ],
  ['docker login', 'docker login -u ci -p «d0cker-login» registry.example.org'],
  [
    'echo into docker login',
    "echo '«p1ped-pw»' | docker login -u ci --password-stdin",
  ],
  [
    'keytool',
    'keytool -importkeystore -srcstorepass «chang3it-1» -deststorepass «chang3it-2»',
  ],
  [
    'Java properties',
    'java -Djavax.net.ssl.keyStorePassword=«jks-Pass» -Dspring.datasource.password=«spr1ng-ds» -jar app.jar',
  ],
  ['mongodump', 'mongodump --host mongo -u root -p «m0ngo-dump» --gzip'],
  ['mongosh', "mongosh admin -u root -p '«mongo sh»' --eval 'rs.status()'"],
  ['rabbitmqctl', 'rabbitmqctl add_user worker «r4bbit-add»'],
  ['rabbitmqctl change', 'rabbitmqctl change_password guest «r4bbit-new»'],
  ['htpasswd', 'htpasswd -bc /auth admin «htp4ss-word»'],
  ['ldapsearch', 'ldapsearch -x -D cn=admin,dc=corp -w «ld4p-w» -b dc=corp'],
  [
    'az login',
    'az login --service-principal -u {uuid} -p «{base64url:40}» --tenant {uuid}',
  ],
  ['vault login', 'vault login «vault-login-tok»'],
  ['vault kv put', 'vault kv put secret/db username=app password=«kv-put-pw»'],
  ['export', 'export GRAFANA_ADMIN_PASSWORD="«gr4fana adm1n»"'],
  ['export without quotes', '+ export API_SECRET=«xtrace-secret»'],
  ['set -x', "++ DB_PASSWORD='«x-tr4ce»'"],
  ['Windows', 'set DB_PASSWORD=«w1ndows-set»'],
  ['PowerShell', '$env:SQL_PASSWORD = "«p0wershell»"'],
  ['ENV of a Dockerfile', 'ENV ADMIN_PASSWORD «d0ckerfile»'],
  ['ARG of a build', '#12 RUN --build-arg NPM_TOKEN=«npm-of-ci-7» npm ci'],
  ['SQL', "CREATE USER app WITH PASSWORD '«cr3ate-user»';"],
  [
    'SQL of MySQL',
    "GRANT ALL ON shop.* TO 'shop'@'%' IDENTIFIED BY '«identified-by»';",
  ],
  [
    'SQL alter',
    "ERROR: statement: ALTER ROLE app LOGIN ENCRYPTED PASSWORD '«alter-role»'",
  ],
  [
    'AUTH of Redis',
    '1700000000.123456 [0 10.0.0.9:4242] "AUTH" "«redis-monitor»"',
  ],
  ['requirepass', 'redis-server --requirepass «requ1re-pass» --appendonly yes'],
  ['masterauth', 'CONFIG SET masterauth «m4ster-auth»'],
  ['useradd', "echo 'root:«ch-passwd»' | chpasswd"],
  [
    'restic',
    'RESTIC_PASSWORD=«rest1c-repo» restic -r s3:minio/backup snapshots',
  ],
  ['rclone', 'rclone copy x: y: --sftp-pass «rcl0ne-obscured»'],
  ['gpg', 'gpg --batch --passphrase «gpg-phrase» -d f.gpg'],
  ['wireguard preshared', 'wg set wg0 peer x preshared-key «{base64:43}=»'],
  ['smbclient', "smbclient //nas/share -U 'corp\\\\svc%«smb-percent»'"],
  [
    'mount.cifs',
    'mount -t cifs //nas/x /mnt -o username=svc,password=«c1fs-mount»,vers=3.0',
  ],
  ['git clone', 'git clone https://«gh{}p_{base62:36}»@github.com/acme/app'],
  [
    'argocd',
    'argocd login argo.example.org --username admin --password «arg0-cd»',
  ],
  ['flux', 'flux bootstrap git --password=«flux-b00t» --token-auth'],
  ['kubeadm', 'kubeadm init --certificate-key «{hex:64}»'],
  ['args as JSON', '["--admin-user","root","--admin-password","«js0n-args»"]'],
  [
    'args as YAML',
    'args:\n- --username\n- admin\n- --password\n- «yaml-args-7»\n- --verbose',
  ],
];
