import { Template } from '../Template';

/** ConfigMaps, events and objects of operators as JSON. */
export const THIRD_CONFIGURATIONS: readonly Template[] = [
  [
    'configmap properties',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"batch-config"},"data":{"application.properties":"spring.datasource.username=batch\\nspring.datasource.password=«oetam190»\\nspring.jpa.show-sql=false\\nserver.ssl.key-store-password: «RxmNFVXmVyzi5»\\n"}}',
  ],
  [
    'configmap yaml nested',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"gitlab-runner"},"data":{"config.yaml":"db:\\n  user: crm\\n  # temporary\\n  pass: «Baye8423rn$»\\ncache:\\n  ttl: 30s\\n  auth: \\"«{base62:26}»\\"\\n"}}',
  ],
  [
    'configmap toml runner',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"runner-toml"},"data":{"config.toml":"concurrent = 4\\n[[runners]]\\n  name = \\"k8s\\"\\n  token = \\"«glr{}t-u_6m-vr5FqmuLxmVfos5»\\"\\n  executor = \\"kubernetes\\"\\n"}}',
  ],
  [
    'configmap ini grafana',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"grafana-ini"},"data":{"grafana.ini":"[security]\\nadmin_user = admin\\nadmin_password = «spock1348»\\nsecret_key = «{base62:20}»\\n[database]\\ntype = postgres\\npassword = \\"\\"\\"«#gYEKySj097eI;098»\\"\\"\\"\\n"}}',
  ],
  [
    'configmap alertmanager',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"alertmanager"},"data":{"alertmanager.yml":"global:\\n  smtp_auth_username: alerts\\n  smtp_auth_password: \'«Bubbles2019%»\'\\nreceivers:\\n- name: pd\\n  pagerduty_configs:\\n  - routing_key: «{hex:32}»\\n- name: ops\\n  opsgenie_configs: [{api_key: «{uuid}»}]\\n"}}',
  ],
  [
    'configmap prometheus scrape',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"prom"},"data":{"prometheus.yml":"scrape_configs:\\n- job_name: edge\\n  basic_auth:\\n    username: scrape\\n    password: «Madrid2021-»\\n- job_name: k\\n  authorization:\\n    credentials: «PPGiSYXrns0958neLsUi74adGZWd11WaOCeY9d6-rhKhGZSatq6x5A»\\n"}}',
  ],
  [
    'configmap nginx htpasswd',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"htpasswd"},"data":{"auth":"metrics:«$apr1$QIa20ukS$9eYIsYDpBXDtgdOAF5bmNv»\\n","auth2":"ops:«$2y$10$dz55oEpwAoUcFtUFuvpp1CL8b6WV2rmoRNwyjuKVtIpi3CyfjbfxK»\\n"}}',
  ],
  [
    'configmap nginx proxy header',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"gw"},"data":{"default.conf":"location /erp/ {\\n  proxy_set_header X-Gateway-Auth «{base62:36}»;\\n  proxy_pass http://erp;\\n}\\n"}}',
  ],
  [
    'configmap haproxy',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"haproxy"},"data":{"haproxy.cfg":"userlist ops\\n  user admin insecure-password «zitrone.glacier.21x»\\nlisten stats\\n  stats auth viewer:«Auto2396ne.»\\n  option redis-check\\n"}}',
  ],
  [
    'configmap env script',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"init"},"data":{"init.sql":"CREATE ROLE app LOGIN ENCRYPTED PASSWORD \'«GuitarMilano46$»\';\\nGRANT ALL ON DATABASE app TO app;","setup.sh":"#!/bin/sh\\nexport TOKEN_SALT=«{hex:40}»\\nrabbitmqctl change_password ops \'«mySunsetPass155»\'\\n"}}',
  ],
  [
    'configmap appsettings',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"appsettings"},"data":{"appsettings.Production.json":"{\\"ConnectionStrings\\":{\\"Default\\":\\"Data Source=sql;User Id=web;Password=«vamosMatrix23x»;\\"},\\"Jwt\\":{\\"Issuer\\":\\"acme\\",\\"SigningKey\\":\\"«{base64:64}»\\"}}"}}',
  ],
  [
    'configmap xml tomcat',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"ctx"},"data":{"context.xml":"<Context><Resource name=\\"jdbc/app\\" auth=\\"Container\\" username=\\"app\\" password=\\"«B4n4n3!85»\\" maxTotal=\\"20\\"/></Context>","web.config":"<add key=\\"MachineDecryptionKey\\" value=\\"«{upper:64}»\\" />"}}',
  ],
  [
    'configmap hcl tfvars',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"tf"},"data":{"terraform.tfvars":"region = \\"eu-1\\"\\nrds_master_pw = \\"«Coco_rainbow44»\\"\\nnode_count = 3\\n","redis.conf":"maxmemory 256mb\\nrequirepass «{base62:25}»\\nmasterauth «{base62:24}»\\n"}}',
  ],
  [
    'configmap kubeconfig',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"remote-cluster"},"data":{"kubeconfig":"apiVersion: v1\\nkind: Config\\nusers:\\n- name: ci\\n  user:\\n    client-key-data: «LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCnZmeDk4VjMrTUdMcFVLSVFPbDdabDJGV1cvQ0w0Q3dlSTR0RkJndTFqemlTNFFmSnk4Y2gwN1VkaUFPNURuRUM2UkhIeFhMemlxbVhmTGV2OWdnQ0tKZkJ5UmpJZTIzT01uQXZ6bHh1NXpWZkovTlJqTyt6bm1hbElESXJCWExIcmFpWXFYdmlKbmFNbkxkOEpqYzN4bWJ4dCtQY3RRRWluNzBRVDVBRW45TlFkbDVCTmdqWVovSE5JUGozM2RuK3lLbTdvOXVLYXcrbmpzZ2x4dXd6ZzhJc2c4MmxTci9uOVBwdWdDa3JVODNEc1hsZTRZOG9sSDllT29wY1Y3d0p3QVBJZU0zdCtjNlpRY0dNQTlBamxQdzhlQThHUFh4UnlpRmZTMzFncEFYSzRqdjVHMmFaVUs4blU2dXJOcWk3MWlzMGIxQ2Job1FoUmxCZEFVWmRHc3FYRXMzekxIK1BFNTJiMjhOSnh6Q0pmcklFYklKaWlnNEs0UDdPaDczK3dIaTNNZmdMRUxTdTk5T244KzRtb3h0NTllWXVSbmZFWTRTcnZLQ2J0Y2x0cVFZUHY1TE9rU2NoCi0tLS0tRU5EIFBSSVZBVEUgS0VZLS0tLS0K»\\n- name: legacy\\n  user: {username: adm, password: «Fenerbahce2019.»}\\n"}}',
  ],
  [
    'configmap base64 blob',
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"legacy-settings"},"data":{"settings.b64":"«W3NtdHBdCnVzZXI9bGVnYWN5CnBhc3N3b3JkPU1hcmkxMDg4aW8qCnBvcnQ9MjUK»"}}',
  ],
  [
    'serviceaccount annotation',
    '{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"deployer","annotations":{"acme.io/registry-login":"docker login -u deployer -p «SAXophon-2024-Db» harbor"}},"imagePullSecrets":[{"name":"regcred"}]}',
  ],
  [
    'ingress snippet',
    '{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"portal","annotations":{"nginx.ingress.kubernetes.io/configuration-snippet":"if ($http_x_partner_key != \\"«{base62:30}»\\") { return 403; }","nginx.ingress.kubernetes.io/auth-type":"basic"}},"spec":{"ingressClassName":"nginx"}}',
  ],
  [
    'ingress upstream auth',
    '{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"kibana","annotations":{"haproxy.org/set-header":"Authorization \\"Basic «dmlld2VyOnN0YXBsZS1jYW55b24tc2hvdmVsLWZhbGNvbg==»\\""}}}',
  ],
  [
    'event message',
    '{"apiVersion":"v1","kind":"Event","metadata":{"name":"pull.17f3ab","namespace":"ci"},"reason":"Failed","type":"Warning","message":"Failed to pull image \\"harbor/ci/app:9\\": GET \\"https://harbor/service/token?account=ci&password=«Wpjnbe56Z-baa»&scope=pull\\": 401 Unauthorized"}',
  ],
  [
    'cr externalsecret store',
    '{"apiVersion":"external-secrets.io/v1","kind":"ClusterSecretStore","metadata":{"name":"fake"},"spec":{"provider":{"fake":{"data":[{"key":"/db/main","value":"«goPanther26x»"},{"key":"/mq/main","value":"«{base62:21}»"}]}}}}',
  ],
  [
    'cr postgrescluster',
    '{"apiVersion":"acid.zalan.do/v1","kind":"postgresql","metadata":{"name":"acid-core"},"spec":{"numberOfInstances":2,"standby":{"standby_host":"pg-eu"},"clone":{"s3_access_key_id":"«{upper:20}»","s3_secret_access_key":"«{base62:40}»"}}}',
  ],
  [
    'cr argocd application',
    '{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"gitea","namespace":"argocd"},"spec":{"source":{"chart":"gitea","targetRevision":"10.6.0","helm":{"parameters":[{"name":"gitea.admin.password","value":"«_Initech87*Cup»"},{"name":"replicaCount","value":"2"}],"values":"postgresql:\\n  auth:\\n    postgresPassword: «A!cme0211»\\n    replicationPassword: «Nnnn8YbPQI2iCWVl»\\n"}}},"status":{"conditions":[{"type":"ComparisonError","message":"failed to list refs: https://argo:«{base62:27}»@git/platform/charts.git: authorization failed"}]}}',
  ],
  [
    'cr grafana datasource',
    '{"apiVersion":"grafana.integreatly.org/v1beta1","kind":"GrafanaDatasource","metadata":{"name":"influx"},"spec":{"datasource":{"type":"influxdb","secureJsonData":{"httpHeaderValue1":"Token «dJAKWTx4GSgRSvZt4H97629blcArHzkMxy7Sss__Y2uhk1tFKMYzVLfmpQ6ui-tfNRVDpcBxH6bXq45yzw4NNg==»"},"basicAuthPassword":"«KaffeeJelena53#»"}}}',
  ],
  [
    'cr kafka connector',
    '{"apiVersion":"kafka.strimzi.io/v1beta2","kind":"KafkaConnector","metadata":{"name":"pg-cdc"},"spec":{"class":"io.debezium.connector.postgresql.PostgresConnector","tasksMax":1,"config":{"database.user":"cdc","database.password":"«spockhooli4ever»","slot.name":"cdc_slot"}},"status":{"connectorStatus":{"tasks":[{"state":"FAILED","trace":"org.postgresql.util.PSQLException: FATAL at DriverManager.getConnection(jdbc:postgresql://pg/core, {user=cdc2, password=«t8i4vPb9MgzNBoHcEW4», loginTimeout=0})"}]}}}',
  ],
  [
    'cr issuer webhook',
    '{"apiVersion":"cert-manager.io/v1","kind":"ClusterIssuer","metadata":{"name":"le"},"spec":{"acme":{"solvers":[{"dns01":{"webhook":{"solverName":"ovh","config":{"applicationKey":"«so7w8WimV8uxHjfE»","applicationSecret":"«{base62:32}»","consumerKey":"«{base62:31}»"}}}}]}}}',
  ],
  [
    'node annotation token',
    '{"apiVersion":"v1","kind":"Node","metadata":{"name":"worker-3","annotations":{"tunnel.acme.io/join-command":"tailnet up --auth-key=«{base62:46}» --hostname worker-3","node.alpha.kubernetes.io/ttl":"0"}}}',
  ],
];
