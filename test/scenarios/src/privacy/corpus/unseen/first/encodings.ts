import { Template } from '../Template';

const base64 = (text: string) => btoa(text);
const oneLine = (text: string) => text.replaceAll('\n', '\\n');
const hex = (text: string) =>
  Array.from(text, sign => sign.charCodeAt(0).toString(16)).join('');

/** Credentials written once more in other signs, and keys of many lines. */
export const ENCODINGS: readonly Template[] = [
  [
    'PEM',
    'server.key: |\n  -----BEGIN PRIVATE KEY-----\n  «{base64:64}»\n  «{base64:64}»\n  -----END PRIVATE KEY-----',
  ],
  [
    'PEM in one line',
    '{"private_key":"-----BEGIN PRIVATE KEY-----\\n«{base64:64}»\\n«{base64:64}»\\n-----END PRIVATE KEY-----\\n"}',
  ],
  [
    'PEM with blanks',
    'KEY=-----BEGIN RSA PRIVATE KEY----- «{base64:64}» «{base64:40}» -----END RSA PRIVATE KEY-----',
  ],
  [
    'PEM encrypted',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,{hex:32}\n\n«{base64:64}»\n-----END RSA PRIVATE KEY-----',
  ],
  [
    'EC key',
    '-----BEGIN EC PRIVATE KEY-----\n«MHcCAQEEI{base64:55}»\n«{base64:64}»\n-----END EC PRIVATE KEY-----',
  ],
  [
    'OpenSSH key',
    '-----BEGIN OPENSSH PRIVATE KEY-----\n«b3BlbnNzaC1rZXktdjE{base64:50}»\n-----END OPENSSH PRIVATE KEY-----',
  ],
  [
    'PGP key',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n«lQOYBF{base64:58}»\n=AbCd\n-----END PGP PRIVATE KEY BLOCK-----',
  ],
  [
    'PuTTY key',
    'PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 1\n«{base64:64}»\nPrivate-MAC: {hex:40}',
  ],
  [
    'key in lines of a log',
    '10:00:01 app -----BEGIN PRIVATE KEY-----\n10:00:01 app «{base64:64}»\n10:00:01 app -----END PRIVATE KEY-----',
  ],
  [
    'base64 of a key',
    'tls.key: «-----BEGIN PRIVATE KEY-----\n{base64:64}\n-----END PRIVATE KEY-----\n»',
    base64,
  ],
  [
    'base64 of a password in a URL',
    'dsn: «postgres://app:l1on-king@pg/app»',
    base64,
  ],
  [
    'base64 of an assignment',
    'env=«DB_USER=app\nDB_PASSWORD=b64-assign\n»',
    base64,
  ],
  [
    'base64 of JSON',
    'payload «{"user":"app","password":"b64-json-pw"}»',
    base64,
  ],
  [
    'base64 of YAML',
    'config.yaml: «auth:\n  clientSecret: b64-yaml-pw\n»',
    base64,
  ],
  ['base64 of user and password', '"auth": "«ci:b64-basic-pw»"', base64],
  ['base64 of a short password', '  password: «swordfish»', base64],
  [
    'base64 of a short value in a Secret',
    'kind: Secret\ndata:\n  x: «sw0rd-fish»',
    base64,
  ],
  ['base64 twice', 'wrapped: «ZGI6IHBhc3N3b3JkPWRvdWJsZS1iNjQtcHc=»', base64],
  ['base64 of a GitHub token', 'creds «gh{}p_{base62:36}»', base64],
  ['base64 of .netrc', 'netrc=«machine x login ci password b64-netrc»', base64],
  [
    'base64 of a service account',
    'GOOGLE_CREDENTIALS=«{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIE{base64:60}\\n-----END PRIVATE KEY-----\\n"}»',
    base64,
  ],
  [
    'base64 without padding and in signs for URLs',
    'ignition «{"passwordHash":"hunter-2-hunter"}»',
    text =>
      base64(text)
        .replaceAll('=', '')
        .replaceAll('+', '-')
        .replaceAll('/', '_'),
  ],
  ['URL-encoded JSON', 'q=%7B%22password%22%3A%22«url-enc-json»%22%7D'],
  [
    'URL-encoded URL',
    'next=https%3A%2F%2Fx%2Fcb%3Faccess_token%3D«url-enc-tok»%26a%3Db',
  ],
  [
    'URL-encoded connection string',
    'target=redis%3A%2F%2F%3A«url-enc-red»%40redis%3A6379',
  ],
  ['HTML-encoded JSON', '{&quot;password&quot;:&quot;«html-enc-pw»&quot;}'],
  [
    'unicode-escaped JSON',
    '{\\u0022password\\u0022:\\u0022«uni-esc-pw»\\u0022}',
  ],
  [
    'service account of GCP',
    '{"type":"service_account","private_key_id":"{hex:40}","private_key":"-----BEGIN PRIVATE KEY-----\\n«{base64:64}»\\n-----END PRIVATE KEY-----\\n"}',
  ],
  [
    'JSON Web Key',
    '{"kty":"RSA","n":"{base64url:342}","e":"AQAB","d":"«{base64url:342}»"}',
  ],
  [
    'JSON Web Key, symmetric',
    '{"kty":"oct","k":"«{base64url:43}»","alg":"HS256"}',
  ],
  [
    'PKCS#12',
    'keystore.p12 = «MIIKPAIBAzCCCfYGCSqGSIb3DQEHAaCCCecEggnj{base64:400}»',
  ],
  ['JKS', 'keystore.jks: «/u3+7QAAAAIAAAABAAAAAQ{base64:200}»'],
  ['hexadecimal of a URL', 'raw: «redis://:hex-enc-pw@r»', hex],
  [
    'PEM as escaped twice',
    '"{\\"key\\":\\"-----BEGIN EC PRIVATE KEY-----\\\\n«{base64:64}»\\\\n-----END EC PRIVATE KEY-----\\"}"',
  ],
  [
    'a private key in a variable',
    'TLS_KEY="«-----BEGIN PRIVATE KEY-----\nMIIEvQ{base64:58}\n-----END PRIVATE KEY-----»"',
    oneLine,
  ],
];
