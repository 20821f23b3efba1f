import { Template } from '../Template';

/** Objects of Kubernetes as JSON. */
export const THIRD_MANIFESTS: readonly Template[] = [
  [
    'secret opaque',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"orders-db","namespace":"shop","resourceVersion":"4411882"},"type":"Opaque","data":{"username":"b3JkZXJz","password":"«bWV0YWxsaWNhLnZlcmFuby45NHg=»"}}',
  ],
  [
    'secret stringdata',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"mailer","namespace":"crm"},"stringData":{"relay.conf":"user crm\\nsecret «printemps.acme.25x»\\nport 587\\n","salt":"«{base62:32}»"}}',
  ],
  [
    'secret last applied',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"ledger","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\\"apiVersion\\":\\"v1\\",\\"kind\\":\\"Secret\\",\\"metadata\\":{\\"name\\":\\"ledger\\",\\"namespace\\":\\"fin\\"},\\"stringData\\":{\\"DB_PASS\\":\\"«emmagandalf99»\\"}}"}},"data":{"DB_PASS":"«ZW1tYWdhbmRhbGY5OQ==»"}}',
  ],
  [
    'secret dockerconfigjson',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"regcred","namespace":"ci"},"type":"kubernetes.io/dockerconfigjson","data":{".dockerconfigjson":"«eyJ{}hdXRocyI6eyJoYXJib3IiOnsidXNlcm5hbWUiOiJjaSIsInBhc3N3b3JkIjoidmFtb3NMaXNib2EyNHgifX19»"}}',
  ],
  [
    'secret tls',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web-tls","namespace":"edge"},"type":"kubernetes.io/tls","data":{"tls.key":"«LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCnVQMDlmOW9WZzN2OHJYekRZVi9iQ2EvSVJqVmlVcnpETDNTeE1GRjVqTUtmYW1DNVRoMWZadngyYVE5K0YyZDVMOVlOM2l5S0UzSEsrK3pTOHV6bmhPUU8wZE0rVDgzQmc0cEx2QmV4L0J6b3FDVmhCYzZNc2UvQ0txTWROTXNtZE44dFVLeE5OaHU1ZzNHWmNHaWQvVmJtMzhHRUFpa1N6eEMwcDMydFEyRm53d0ZZWDZIV3RsdW5IdkYyaVZFb2xGRTcvZVBmQ2M1R25zNEtHZFNYYkw0MDB2MkJzckE5UTVDYXN1SGg0QmRQaUxQeEZlcU5zNENrWkhUU0RvalV0R0pHci95MGVqejBNcGtFU0JkVEFLL3RlS2EwQ0RuTHlZSGFDZDh4djNPTmFjZVNTd0FlRXVVMDhyMFEwYmtOCi0tLS0tRU5EIFBSSVZBVEUgS0VZLS0tLS0K»"}}',
  ],
  [
    'secret bootstrap token',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"bootstrap-token-07401b","namespace":"kube-system"},"type":"bootstrap.kubernetes.io/token","stringData":{"token-id":"07401b","token-secret":"«fl94p1hjkgy5dx8u»","usage-bootstrap-authentication":"true"}}',
  ],
  [
    'secret basic auth',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"git-basic","annotations":{"tekton.dev/git-0":"https://gitea"}},"type":"kubernetes.io/basic-auth","stringData":{"username":"tekton","password":"«.Muffin19&Mou»"}}',
  ],
  [
    'secret list',
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"flags"},"data":{"beta":"true"}},{"apiVersion":"v1","kind":"Secret","metadata":{"name":"pin"},"data":{"pin":"«NTczODkwMTYy»"}},{"apiVersion":"v1","kind":"Secret","metadata":{"name":"hmac"},"data":{"k":"«{base64:43}=»"}}]}',
  ],
  [
    'pod env literals',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"api-6c9d7f5b8-kq2wz","namespace":"shop"},"spec":{"containers":[{"name":"api","image":"acme/api:4.8.1","env":[{"name":"LOG_LEVEL","value":"info"},{"name":"DB_PASSWORD","value":"«S0n1c%29»"},{"name":"SESSION_SECRET","value":"«{hex:64}»"}]}]}}',
  ],
  [
    'pod env innocent name',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"worker-0","namespace":"etl"},"spec":{"containers":[{"name":"worker","image":"acme/etl:2.3","env":[{"name":"UPSTREAM","value":"clickhouse://loader:«Mila8880no!»@ch-0:9000/raw?compress=lz4"},{"name":"CELERY_BROKER_URL","value":"redis://:«{base62:22}»@redis:6379/0"}]}]}}',
  ],
  [
    'pod args flag',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"oauth2-proxy-5d8c7b9f4-p7xtd"},"spec":{"containers":[{"name":"proxy","image":"quay.io/oauth2-proxy/oauth2-proxy:v7.8.1","args":["--provider=oidc","--client-id=grafana","--client-secret=«{base62:32}»","--cookie-secret","«l80tATjl8pedAK0xA3B4Rj5uE3Hd-LUcZFXoPGJoY_A»","--upstream=static://202"]}]}}',
  ],
  [
    'pod command shell',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"seed-job-x8kqv"},"spec":{"containers":[{"name":"seed","image":"mysql:8.4","command":["sh","-c","until mysql -h maria -uroot -p\'«myPianoPwd277»\' -e \'select 1\'; do sleep 2; done; mysql --password=«Jelena2024!» -u app < /seed.sql"]}]}}',
  ],
  [
    'pod probe header',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"jenkins-0"},"spec":{"containers":[{"name":"jenkins","image":"jenkins/jenkins:2.492-lts","livenessProbe":{"httpGet":{"path":"/login","port":8080,"httpHeaders":[{"name":"Authorization","value":"Basic «cHJvYmU6cVpaSWI2NkwwZ3A0c2Q=»"}]},"periodSeconds":10}}]}}',
  ],
  [
    'pod probe exec',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"redis-node-1"},"spec":{"containers":[{"name":"redis","image":"bitnami/redis:7.4.2","readinessProbe":{"exec":{"command":["redis-cli","-a","«xizmekrITDCN224HQl»","ping"]},"timeoutSeconds":3}}]}}',
  ],
  [
    'pod lifecycle hook',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"es-master-0"},"spec":{"containers":[{"name":"es","image":"elasticsearch:8.17.1","lifecycle":{"postStart":{"exec":{"command":["bash","-c","curl -s --user elastic:«rednuht990» -XPUT localhost:9200/_cluster/settings -d @/s.json"]}}}}]}}',
  ],
  [
    'pod status termination',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"billing-7f6d9c8b5-zz4wq"},"status":{"containerStatuses":[{"name":"billing","restartCount":14,"lastState":{"terminated":{"exitCode":1,"reason":"Error","message":"FATAL cannot open ledger: access denied for billing / «ПарольZitr132» on pg\\n"}}}]}}',
  ],
  [
    'deployment postgres env',
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"keycloak","namespace":"sso"},"spec":{"template":{"spec":{"containers":[{"name":"keycloak","image":"quay.io/keycloak/keycloak:26.1","env":[{"name":"KC_BOOTSTRAP_ADMIN_USERNAME","value":"root"},{"name":"KC_BOOTSTRAP_ADMIN_PASSWORD","value":"«GlacierBella57?»"},{"name":"KC_DB_URL","value":"jdbc:mariadb://maria/kc?user=kc&password=«BaluCoco38_»"}]}]}}}}',
  ],
  [
    'deployment json env',
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"notifier"},"spec":{"template":{"spec":{"containers":[{"name":"notifier","image":"acme/notifier:1.0.7","env":[{"name":"SPRING_APPLICATION_JSON","value":"{\\"spring\\":{\\"mail\\":{\\"username\\":\\"n\\",\\"password\\":\\"«A.valanche0103»\\"},\\"rabbitmq\\":{\\"password\\":\\"«2AIEGeaU1JQGvgvNO»\\"}}}"}]}]}}}}',
  ],
  [
    'deployment annotation',
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"promtail","annotations":{"acme.io/notes":"basic auth for loki: tenant7 / «goKirsche19x» (rotate in March)","deployment.kubernetes.io/revision":"9"}}}',
  ],
  [
    'deployment java opts',
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"tomcat"},"spec":{"template":{"spec":{"containers":[{"name":"tomcat","image":"tomcat:10.1","env":[{"name":"CATALINA_OPTS","value":"-Xmx1g -Ddb.pw=«8993Piotr.» -Djasypt.encryptor.password=«{base62:20}» -Duser.timezone=UTC"}]}]}}}}',
  ],
  [
    'statefulset init',
    '{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"mongo"},"spec":{"template":{"spec":{"initContainers":[{"name":"keyfile","image":"busybox:1.37","command":["sh","-c","echo \'«{base64:128}»\' > /keyfile/rs.key && chmod 400 /keyfile/rs.key"]}]}}}}',
  ],
  [
    'cronjob backup',
    '{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"pg-backup"},"spec":{"schedule":"15 2 * * *","jobTemplate":{"spec":{"template":{"spec":{"containers":[{"name":"dump","image":"postgres:17","args":["pg_dumpall -d postgresql://dumper:«A-pfelbaum3001»@pg:5432/postgres | openssl enc -aes-256-cbc -k \'«candle staple copper meadow»\' > /b/all.enc"]}]}}}}}}',
  ],
  [
    'job aws env',
    '{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"sync-s3"},"spec":{"template":{"spec":{"containers":[{"name":"sync","image":"amazon/aws-cli:2.24.0","env":[{"name":"AWS_ACCESS_KEY_ID","value":"«AKI{}AZF72X4ZACJCVLEPA»"},{"name":"AWS_SECRET_ACCESS_KEY","value":"«6eH{}h6quoy9ymy02QNB4e0BiVRyEDfmnwVsVSWUl/»"}]}]}}}}',
  ],
  [
    'job github env',
    '{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"renovate"},"spec":{"template":{"spec":{"containers":[{"name":"r","image":"renovate/renovate:39","env":[{"name":"RENOVATE_TOKEN","value":"«ghp{}_MtmI5sA8zoJmQBbdSg00Dx6aRiBmvw3uFQbV»"},{"name":"DOCKER_HUB","value":"«dck{}r_pat_5sh8wO0r47eJMkDKvQX1NlZxGA0»"}]}]}}}}',
  ],
];
