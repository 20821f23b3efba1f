import { memo } from './memo';
import { isPlaceholder, snakeCase } from './secretNames';

/** What a name says of its value: a text that people chose, a key or token, or headers that hold one. */
export type PrivateName = 'password' | 'token' | 'authorization' | 'cookie';

const PASSWORD =
  /pass(?:word|wd|phrase|code)|(?:^|[_.-])(?:pass|pwd|passw|requirepass|masterauth|mnemonic|pin|otp)$|pwd$/;

const TOKEN =
  /(?:^|[_.-])(?:\w*secret|\w*token|credentials?|creds?|jwt|bearer|signature|sig|x_?amz_?credential|session_?id|sid|\w*session_?key|webhook|salt|pepper|[a-z]+_cookie|dockercfg|dockerconfigjson|connection_?string|htpasswd)s?$|(?:api|access|private|secret|encryption|decryption|signing|signature|master|account|shared|auth|license|licence|service|client|admin|ssh|root|hmac|aes|rsa|cipher|crypto|session|deploy|storage|integration|application|app|tls|host|user|write|ingestion?|ingest|project|instrumentation|subscription|preshared|psk|cookie|jwt|sas)[_.-]?keys?(?:$|[_.-](?:base|base64|b64|data|pem|hex|value|primary|secondary|\d)$)|(?:^|[_.-])(?:\w*(?:secret|token|password|passwd)s?)[_.-](?:value|data|base64|b64|key|hash|primary|secondary|current|previous|old|new|\d{1,2}|prod|production|staging|dev|test|live)$/;

/** Names that speak of where a credential is, or of what it is like. */
const NOT_THE_SECRET =
  /(?:^|[_.-])(?:files?|path|dir|names?|ur[li]|host|endpoint|issuer|audience|type|ttl|expiry|expires?|expires?_?(?:in|at|on)|expiration|seconds|timeout|length|size|min|max|policy|enabled?|disabled?|header|algorithm|refs?|key_?id|public|prefix|mode|lifetime|duration|interval|rotation|rotated?|version|format|store|provider|region|backend|class|scopes?|count|limit|validation|symbol|address|username|user|required|changed|valid|ok|error|status|kind|namespace|mount|volume|field|selector|cache|usage|used|budget)$|(?:existing|pull|tls|ca|cert|certificate|image_?pull)[_.-]?secrets?(?:[_.-]?names?)?$|^v\d\w{0,9}\.secrets?$|(?:password|passwd|token|user|username)[_.-]?key$|(?:public|primary|foreign|partition|sort|cache|routing|row|event|issue)_?keys?$|(?:max|min|num|total|prompt|completion|input|output|context)[_.-]?\w{0,12}[_.-]?tokens?$|^(?:next|continue|page|cursor|unexpected|continuation|cancellation|reset|sync|stop|eos|bos|pad)[_.-]?tokens?$/;

const MAY_NAME_ONE =
  /pass|pwd|secret|token|key|cred|jwt|bearer|sig|auth|cookie|session|sid|webhook|salt|pepper|docker|connection|pin|otp|mnemonic/i;

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
  if (PASSWORD.test(name)) return 'password';
  return TOKEN.test(name) ? 'token' : undefined;
}

/** Values that say something about a credential, which they are not. */
const SAID_OF_ONE =
  /^(?:true|false|yes|no|on|off|nil|set|unset|null|none|enabled|disabled|hidden|\(hidden\)|masked|required|optional|missing|valid|invalid|expired|[[(<]?(?:redacted|hidden|masked|filtered|secret|sensitive|protected|none|nil|null|unset|empty|omitted|set to the key .*)[\])>]?|<[a-z]{2,12}[-_ ][a-z -_]{2,40}>|[*•x#.-]+|\{\d{1,3}\}|%[sdvq]|\\?["'])$/i;

const REFERENCE = /^(?:\$\w+|\$\{|\{\{|%\{|\[\[|vault:|ref\+|op:\/\/)/;

/** Whether what stands under a private name is a credential at all, and not a mark in its place, a reference to it or a word on its state. */
export function isCredential(value: string, name: PrivateName): boolean {
  const text = value.length > 200 ? value.slice(0, 200) : value;
  if (SAID_OF_ONE.test(text) || REFERENCE.test(text)) return false;
  if (name === 'password') return text.trim() !== '';
  return !(
    /^[^A-Za-z0-9]*$/.test(text) ||
    /^\d{1,6}(?:\.\d+)?\w{0,2}$/.test(text) ||
    isPlaceholder(text)
  );
}
