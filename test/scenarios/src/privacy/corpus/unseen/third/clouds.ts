import { Template } from '../Template';

/** Credentials of clouds, clusters and stores of secrets. */
export const THIRD_CLOUDS: readonly Template[] = [
  [
    'aws creds file',
    '[default]\naws_access_key_id = «AKI{}AMK6RH4WJY35C5DLK»\naws_secret_access_key = «mkE{}HHHLBhOkEhR+U3MhyyNM4s3mUEp3FMjEDP5oy»\nregion = eu-central-1',
  ],
  [
    'aws secret only json',
    '{"level":"warn","ts":1770800000.11,"logger":"sts","msg":"assumed role","SecretAccessKey":"«{base64:40}»","SessionToken":"«{base64:230}==»","Expiration":"2026-02-11T12:00:00Z"}',
  ],
  [
    's3 presigned',
    'GET https://artifacts/builds/812.tgz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260211T070000Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=«{hex:64}» 403 Forbidden',
  ],
  [
    'azure storage cs',
    'Unhandled exception. System.FormatException: Settings must be of the form "name=value". Value: DefaultEndpointsProtocol=https;AccountName=acmeblob;AccountKey=«{base64:86}==»;EndpointSuffix',
  ],
  [
    'azure servicebus',
    'Azure.Messaging.ServiceBus: Endpoint=sb://acme-bus/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=«{base64:43}=»;EntityPath=orders - The messaging entity could not be found.',
  ],
  [
    'azure sas',
    'az storage blob download --blob-url "https://acmeblob/backups/x.bak?sv=2024-11-04&ss=b&srt=o&sp=r&se=2026-12-31T00:00:00Z&sig=«NP6egdobawkAPzTNzagrZCUNMWnWEwSX8ryy0Sz1b7Q%3D»"',
  ],
  [
    'azure sp login',
    '+ az login --service-principal -u b5690e5e-85b6-48f8-b445-266e7b67b65d -p «JsT8Q~X0nZ_S.oFUY2YKgyM7cwjwunSva4kUNjuw» --tenant 5c6f65c0-ca24-4349-8f9f-8246dae07bd5\nERROR: AADSTS7000215: Invalid client secret provided.',
  ],
  [
    'gcp sa json',
    'failed to parse credentials: {"type":"service_account","project_id":"acme-prod","private_key_id":"«2ec{}4fa695f0c8fa7b640b3e9f668f1fbb156f860»","private_key":"-----BEGIN PRIVATE{} KEY-----\\n«n48{}E1lxN/JqqkjK7vq6fNP4DuYp6AJnNGmIiszadasQjqKNbLUz1VlHUlkmQC8I5»\\n«jcR{}0EYVBAM75CmcLGkqpC9S/QnjKLEEIEl/GUHwebmavoqPFbQ7I2oP5IgbshIUZ»\\n«vZu{}NC7OmgX2CrGiWyBZBZT6BoeMuwyBulG0edw1o»\\n-----END PRIVATE{} KEY-----\\n","token_uri":"/token"}',
  ],
  [
    'dockerconfig auth',
    'time="2026-02-11T05:12:44Z" level=debug msg="read /kaniko/.docker/config.json: {\\"auths\\":{\\"harbor\\":{\\"auth\\":\\"«cm9ib3QkY2k6cHVtcGtpbjMxMjk=»\\"}}}"',
  ],
  [
    'helm set',
    'helm upgrade --install grafana grafana/grafana --set adminUser=admin --set adminPassword=«myHarleyPass898» --set-string smtp.pass=«byJNOySTSwjiQ6Q» --wait --timeout 5m0s\nError: UPGRADE FAILED: timed out waiting for the condition',
  ],
  [
    'kubectl create secret',
    '+ kubectl -n shop create secret generic db --from-literal=username=shop --from-literal=password=\'«7342Tornado&»\'\nerror: failed to create secret secrets "db" already exists',
  ],
  [
    'kubeadm join',
    'You can join any number of worker nodes:\nkubeadm join cp-lb:6443 --token «1do0jg.1c21pjsyl3kdavcq» \\\n\t--discovery-token-ca-cert-hash sha256:1126bfe7efad2d6a9ac213f65e1172fa41bbcc06572994d6dd104312f9260780 --certificate-key «{hex:64}»',
  ],
  [
    'k3s token',
    'time="2026-02-11T04:00:00Z" level=info msg="Joining cluster" args="agent --server https://cp:6443 --token K1025423a88d8e6fcbf85b576fcaba03a1f9bc19dce43bafa6609a0adbf75e104c2::server:«{hex:32}»"',
  ],
  [
    'oc login',
    'oc login --token=sha256~«BJC3ztDsCgFrejT4W3-zSCcJhIh2BMSHloaG1A28fO0» --server=https://api:6443\nerror: The server uses a certificate signed by unknown authority',
  ],
  [
    'argocd initial',
    '$ kubectl -n argocd get secret argocd-initial-admin-secret -o jsonpath="{.data.password}" | base64 -d\n«TbuC5JK8d1tOO6Bx»\n$ argocd login argocd --username admin --password «hCKAS6pCgfB» --grpc-web',
  ],
  [
    'vault init',
    'Unseal Key 1: «Kt9{}/Ypl82jyZ3lI+6q+vJtgBLN0Ejiu54fYKkGBsX9Um»\nUnseal Key 2: «9WZ{}ZAxKxYoxfu1GUWkk6vC2zZ1/zmZ+8SG5grtyVGqzZ»\nUnseal Key 3: «j7+{}1bEQa+rHHOza+NYlQYawHCY8gtsjNWr7LpRjGPeXP»\n\nInitial Root Token: «hvs{}.9zWuW7iaGgosoDlzYfQSl6E8»',
  ],
  [
    'vault approle',
    'vault write auth/approle/login role_id=9ecfd780-0bd4-4948-a886-790a01b99289 secret_id=«{uuid}»\nCode: 400. Errors: * invalid role or secret ID',
  ],
  [
    'consul token',
    '2026-02-11T06:44:10.512Z [ERROR] agent: Coordinate update error: error="ACL not found" request="PUT /v1/kv/x?token=«{uuid}»"',
  ],
];
