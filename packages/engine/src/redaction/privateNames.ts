import { memo } from './memo';
import { isPlaceholder, snakeCase } from './secretNames';

/** What a name says of its value: a text that people chose, a token, a key of whatever kind, or headers that hold one. */
export type PrivateName =
  'password' | 'token' | 'key' | 'authorization' | 'cookie';

/** In names whose parts are joined, however they were parted: `DB_PASS_WD`, `dbPassWord`, `mot_de_passe`. */
const PASSWORD =
  /passw(?:or)?[dt]|passphrase|passcode|kennwort|contrasena|motdepasse|wachtwoord|losenord|salasana|parolachiave|(?<!by|com|tres|encom|sur|over|under)pass$|pwd$|(?:recovery|backup|verification|confirmation|security|onetime|login|mfa|totp|sms|2fa|activation)codes?$|community(?:string)?$/;

/** Short words that count where they stand alone or end a name. */
const SHORT_PASSWORD =
  /(?:^|[_.-])(?:pw|passw|psk|requirepass|masterauth|mnemonic|pin|otp|cvv2?|cvc|senha|clave|haslo|heslo|parola|jelszo|sifre|mdp)$/;

const TOKEN =
  /\w(?:user|access|secret|private|api)keys?$|^x[_-]auth$|signature[_-]\d{1,4}$|(?:^|[_.-])(?:\w*secret|\w*token|credentials?|creds?|jwt|bearer|signature|sig|x_?amz_?credential|session_?id|sid|\w*session_?key|webhook|salt|pepper|[a-z]+_cookie|dockercfg|dockerconfigjson|connection_?string|htpasswd)s?$|(?:api|access|private|secret|encryption|decryption|signing|signature|master|account|shared|auth|license|licence|service|client|admin|ssh|root|hmac|aes|rsa|cipher|crypto|session|deploy|storage|integration|application|app|tls|host|user|write|ingestion?|ingest|project|instrumentation|subscription|preshared|psk|cookie|jwt|sas)[_.-]?keys?(?:$|[_.-](?:base|base64|b64|data|pem|hex|value|primary|secondary|\d)$)|(?:^|[_.-])(?:\w*(?:secret|token|password|passwd)s?)[_.-](?:value|data|base64|b64|key|hash|primary|secondary|current|previous|old|new|\d{1,2}|prod|production|staging|dev|test|live)$/;

/** Names that speak of where a credential is, or of what it is like. */
const NOT_THE_SECRET =
  /(?:^|[_.-])(?:files?|path|dir|names?|ur[li]|host|endpoint|issuer|audience|type|ttl|expiry|expires?|expires?_?(?:in|at|on)|expiration|seconds|timeout|length|size|min|max|policy|enabled?|disabled?|header|algorithm|refs?|key_?id|public|prefix|mode|lifetime|duration|interval|rotation|rotated?|version|format|store|provider|region|backend|class|scopes?|count|limit|validation|symbol|address|username|user|required|changed|valid|ok|error|status|kind|namespace|mount|volume|field|selector|cache|usage|used|budget|encryption|hashing|hasher|strength|hint|history|age|complexity|encoder|attempts?|manager|java|kt|go|py|rb|js|ts|cs|php|rs|scala)$|(?:existing|pull|tls|ca|cert|certificate|image_?pull)[_.-]?secrets?(?:[_.-]?names?)?$|^v\d\w{0,9}\.secrets?$|(?:^|[_.-])(?:password|passwd|token|user|username)[_.-]?key$|(?:public|primary|foreign|partition|sort|cache|row|event|issue)_?keys?$|(?:^|[_.-])(?:max|min|num|total|prompt|completion|input|output|context)[_.-]?\w{0,12}[_.-]?tokens?$|^(?:next|continue|page|cursor|unexpected|continuation|cancellation|reset|sync|stop|eos|bos|pad)[_.-]?tokens?$/;

/** Names of keys of any kind; only one that looks like a key is taken for one. */
const KEY =
  /(?<!(?:^|[_.-])(?:object|s3|cache|idempotency|deduplication|message|redis|record|row|shard|hash|map|config|label|group|lock|build|query|trace)[_.-]?)keys?$|(?:^|[_.-])(?:auth|licen[cs]e)$|^(?:codes?|phrase)$/;

const MAY_NAME_ONE =
  /pass|pwd|pw|secret|token|key|cred|jwt|bearer|sig|auth|cookie|session|sid|webhook|salt|pepper|docker|connection|pin|otp|mnemonic|psk|code|phrase|cv[cv]|community|licen|kennw|contras|wachtw|losen|salas|senha|clave|haslo|heslo|parola|jelszo|sifre|mdp/i;

const LONGEST_NAME = 120;

const judged = memo(name =>
  MAY_NAME_ONE.test(name) ? judge(snakeCase(name)) : undefined,
);

/** What a name says of its value; undefined for names that do not speak of credentials. Says yes more readily than `isNamedSecret`, for a value too much hidden costs little. */
export function privateNameOf(name: string): PrivateName | undefined {
  return name.length > LONGEST_NAME ? undefined : judged(name);
}

function judge(name: string): PrivateName | undefined {
  if (/(?:^|[_.-])authorization$/.test(name)) return 'authorization';
  if (/^(?:set-)?cookies?$|http_cookie$/.test(name)) return 'cookie';
  if (NOT_THE_SECRET.test(name)) return undefined;
  if (PASSWORD.test(name.replace(/[_.-]/g, '')) || SHORT_PASSWORD.test(name))
    return 'password';
  if (TOKEN.test(name)) return 'token';
  return KEY.test(name) ? 'key' : undefined;
}

/** Values that say something about a credential, which they are not. */
const SAID_OF_ONE =
  /^(?:true|false|yes|no|on|off|nil|set|unset|null|none|enabled|disabled|hidden|\(hidden\)|masked|required|optional|missing|valid|invalid|expired|[[(<]?(?:redacted|hidden|masked|filtered|secret|sensitive|protected|none|nil|null|unset|empty|omitted|set to the key .*)[\])>]?|<[a-z]{2,12}[-_ ][a-z -_]{2,40}>|[*•x#.-]+|\{\d{1,3}\}|%[sdvq]|\\?["'])$/i;

const REFERENCE =
  /^(?:\$\w+|\$\{|\$\(|%\w+%$|\{\{|%\{|\[\[|vault:|ref\+|op:\/\/)/;

/** `secret key: password` */
const NAME_OF_ONE = /^(?:password|username|token|key|secret|api-?key)$/i;

/** As makers of keys and licences write them. */
const KEY_VALUE =
  /^(?:[0-9a-f]{24,}|[0-9A-F]{24,}|(?=.*\d)[A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8}){2,8}|(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/=.-]{20,})$/;

/** Whether what stands under a private name is a credential at all, and not a mark in its place, a reference to it or a word on its state. */
export function isCredential(value: string, name: PrivateName): boolean {
  const text = value.length > 200 ? value.slice(0, 200) : value;
  if (SAID_OF_ONE.test(text) || REFERENCE.test(text)) return false;
  if (name === 'password') return text.trim() !== '';
  if (name === 'key') return KEY_VALUE.test(text);
  return !(
    /^[^A-Za-z0-9]*$/.test(text) ||
    /^\d{1,6}(?:\.\d+)?\w{0,2}$/.test(text) ||
    NAME_OF_ONE.test(text) ||
    isPlaceholder(text)
  );
}
