/** What stands in evidence in place of a value that must not be stored. */
export const HIDDEN = '(hidden)';

/** Words in the name of a setting that holds a credential. */
const SECRET_NAME =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|private_?key|secret_?key|credentials?)(?:$|[_.-])/;

/** Names that speak of where a credential is, or of what it is like. */
const NOT_THE_SECRET =
  /(?:^|[_.-])(?:file|files|path|dir|name|names|url|uri|host|endpoint|issuer|audience|type|ttl|expiry|expiration|timeout|length|size|min|max|policy|enabled?|disabled?|header|algorithm|ref|id|key_?id|public|prefix|mode|lifetime|duration|interval|rotation|version|format|store|provider|region|backend|class|scope|scopes|count|limit|validation|symbol|address|username|user)$/;

/** Values that stand for a credential and are none. */
const PLACEHOLDER =
  /^(?:<.*>|\*+|x{3,}|\$\{.*\}|\{\{.*\}\}|\$\(.*\)|%.*%|todo|tbd|none|null|undefined|empty|placeholder|redacted|change_?-?me|replace_?-?me|example|dummy|vault:.*|ref\+.*|arn:.*|projects\/.*|op:\/\/.*|secret:\/\/.*|file:.*|\/.*|env:.*)$/is;

const TRIVIAL = /^(?:true|false|yes|no|on|off|[\d.]+\w{0,2})?$/i;

/** Forms that only credentials have. */
const FORMATS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a cloud key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/],
  [
    'an access token',
    /\b(?:gh[pousr]_\w{36,}|github_pat_\w{50,}|glpat-[\w-]{20,}|xox[abpors]-[\w-]{10,}|sk_live_\w{16,}|npm_\w{36})\b/,
  ],
  ['a JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
  ['a URL with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:([^\s@/]+)@/i],
];

/** What kind of credential a text holds, in words; undefined for one that is none as far as its form tells. */
export function credentialIn(value: string): string | undefined {
  for (const [name, pattern] of FORMATS) {
    const match = pattern.exec(value);
    if (match && !isPlaceholder(match[1] ?? '')) return name;
    if (match && match[1] === undefined) return name;
  }
  return undefined;
}

/** Whether a literal value under this name is a credential, as far as name and value tell. */
export function isNamedSecret(name: string, value: string): boolean {
  const word = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const text = value.trim();
  return (
    SECRET_NAME.test(word) &&
    !NOT_THE_SECRET.test(word) &&
    !TRIVIAL.test(text) &&
    !isPlaceholder(text)
  );
}

function isPlaceholder(value: string) {
  return value === '' || PLACEHOLDER.test(value) || value.includes('$(');
}
