import { Template } from '../Template';

/** Objects of Kubernetes as JSON. */
export const MANIFESTS: readonly Template[] = [
  [
    'a last applied Secret',
    String.raw`{"kind":"ConfigMap","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"kind\":\"Secret\",\"stringData\":{\"x\":\"«str1ng-d4ta-pw»\"}}"}}}`,
  ],
  [
    'a last applied Deployment',
    String.raw`{"kind":"Deployment","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"env\":[{\"name\":\"DB_PASS\",\"value\":\"«env-0f-appl»\"}]}]}}}}"}}}`,
  ],
  [
    'stringData',
    '{"kind":"Secret","stringData":{"config.yaml":"mode: «string-data-1»"}}',
  ],
  [
    'data of a Secret',
    '{"kind":"Secret","data":{"a":"«c2hvcnQtc2VjcmV0LXY=»"}}',
  ],
  [
    'a ConfigMap with a file',
    String.raw`{"kind":"ConfigMap","data":{"app.properties":"db.user=app\ndb.password=«cm-prop-pw»\n"}}`,
  ],
  [
    'a ConfigMap with a telling key',
    '{"kind":"ConfigMap","data":{"ADMIN_PASSWORD":"«cm-admin-pw»"}}',
  ],
  [
    'a ConfigMap with JSON',
    String.raw`{"kind":"ConfigMap","data":{"settings.json":"{\"smtp\":{\"pass\":\"«cm-json-pw»\"}}"}}`,
  ],
  [
    'binaryData',
    '{"kind":"ConfigMap","binaryData":{"keystore.p12":"«MIIKPAIBAzCCCfYGCSqGSIb3DQEHAaCCCecEggnj{base64:200}»"}}',
  ],
  [
    'an env value',
    '{"kind":"Pod","spec":{"containers":[{"name":"a","env":[{"name":"TWILIO_AUTH","value":"«{hex:32}»"}]}]}}',
  ],
  [
    'an env value with a URL',
    '{"kind":"Pod","spec":{"containers":[{"name":"a","env":[{"name":"BROKER","value":"amqp://u:«env-url-pw»@mq"}]}]}}',
  ],
  [
    'an env value without a telling name',
    '{"kind":"Pod","spec":{"containers":[{"name":"a","env":[{"name":"LICENCE","value":"«XK4-99ZT-PLQ2»"}]}]}}',
  ],
  [
    'args',
    '{"kind":"Pod","spec":{"containers":[{"name":"a","args":["--db-password","«args-obj-pw»","--port=1"]}]}}',
  ],
  [
    'a command in a shell',
    '{"kind":"Pod","spec":{"containers":[{"name":"a","command":["sh","-c","mysql -uroot -p«cmd-obj-pw» -e x"]}]}}',
  ],
  [
    'a header of a probe',
    '{"kind":"Pod","spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"httpHeaders":[{"name":"X-Auth","value":"«probe-head-tok»"}]}}}]}}',
  ],
  [
    'an annotation with a password',
    '{"kind":"Ingress","metadata":{"annotations":{"example.org/admin-password":"«annot-pw-1»"}}}',
  ],
  [
    'an annotation with a snippet',
    '{"kind":"Ingress","metadata":{"annotations":{"nginx.ingress.kubernetes.io/configuration-snippet":"proxy_set_header X-Api-Key «snippet-key-1»;"}}}',
  ],
  [
    'a webhook in an annotation',
    '{"kind":"Deployment","metadata":{"annotations":{"notify":"https://hooks.slack.com/services/«T{upper:8}/B{upper:8}/{base62:24}»"}}}',
  ],
  [
    'values of a HelmRelease',
    '{"kind":"HelmRelease","spec":{"values":{"auth":{"rootPassword":"«hr-values-pw»"}}}}',
  ],
  [
    'parameters of an Application of Argo CD',
    '{"kind":"Application","spec":{"source":{"helm":{"parameters":[{"name":"db.password","value":"«argo-param-pw»"}]}}}}',
  ],
  [
    'values of an Application of Argo CD',
    String.raw`{"kind":"Application","spec":{"source":{"helm":{"values":"db:\n  password: «argo-values-pw»\n"}}}}`,
  ],
  [
    'an Issuer with a token',
    '{"kind":"ClusterIssuer","spec":{"acme":{"externalAccountBinding":{"keyID":"x","hmacKey":"«{base64url:64}»"}}}}',
  ],
  [
    'a StorageClass',
    '{"kind":"StorageClass","parameters":{"resturl":"http://h","restuserkey":"«storage-key-9»"}}',
  ],
  [
    'a PersistentVolume',
    '{"kind":"PersistentVolume","spec":{"flexVolume":{"options":{"username":"u","password":"«flex-vol-pw»"}}}}',
  ],
  [
    'mountOptions',
    '{"kind":"PersistentVolume","spec":{"mountOptions":["vers=3.0","username=u","password=«mount-opt-pw»"]}}',
  ],
  [
    'an event',
    String.raw`{"kind":"Event","message":"Error: exec [psql \"postgres://app:«event-url-pw»@pg/app\"] failed"}`,
  ],
  [
    'a condition',
    '{"kind":"App","status":{"conditions":[{"message":"login with password \'«cond-msg-pw»\' failed"}]}}',
  ],
];
