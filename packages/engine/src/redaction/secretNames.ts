/** Words in the name of a setting that holds a credential. */
const SECRET_NAME =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|private_?key|secret_?key|credentials?)(?:$|[_.-])/;

/** Far quicker than the exact form, and never wrong when it says no. */
const MAY_NAME_ONE = /pass|pwd|secret|token|key|credential/i;

/** Names that speak of where a credential is, or of what it is like. */
const NOT_THE_SECRET =
  /(?:^|[_.-])(?:file|files|path|dir|name|names|url|uri|host|endpoint|issuer|audience|type|ttl|expiry|expiration|timeout|length|size|min|max|policy|enabled?|disabled?|header|algorithm|ref|id|key_?id|public|prefix|mode|lifetime|duration|interval|rotation|version|format|store|provider|region|backend|class|scope|scopes|count|limit|validation|symbol|address|username|user)$/;

/** Values that stand for a credential and are none. */
const PLACEHOLDER =
  /^(?:<.*>|\*+|x{3,}|\$\{.*\}|\{\{.*\}\}|\$\(.*\)|%.*%|todo|tbd|none|null|undefined|empty|placeholder|redacted|change_?-?me|replace_?-?me|example|dummy|vault:.*|ref\+.*|arn:.*|projects\/.*|op:\/\/.*|secret:\/\/.*|file:.*|\/.*|env:.*)$/is;

const TRIVIAL = /^(?:true|false|yes|no|on|off|[\d.]+\w{0,2})?$/i;

/** Longer texts are programs or data, of which the beginning is looked at. */
const LONGEST_TEXT = 100_000;

/** Whether a literal value under this name is a credential, as far as name and value tell: for findings, which must not be wrong. */
export function isNamedSecret(name: string, value: string): boolean {
  if (!MAY_NAME_ONE.test(name)) return false;
  const word = snakeCase(name);
  const text = value.slice(0, LONGEST_TEXT).trim();
  return (
    SECRET_NAME.test(word) &&
    !NOT_THE_SECRET.test(word) &&
    !TRIVIAL.test(text) &&
    !isPlaceholder(text)
  );
}

/** Whether a value stands for a credential that is somewhere else, or is none yet. */
export function isPlaceholder(value: string): boolean {
  return value === '' || PLACEHOLDER.test(value) || value.includes('$(');
}

/** `clientSecret` as `client_secret`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
