/** A form that only credentials have. */
export interface CredentialFormat {
  /** In words, such as `a cloud key`. */
  name: string;
  /** Something short that every text of this form contains: looked for first, in all forms at once. */
  sign: string;
  /** The first group, where there is one, is what must be hidden, else all of it. Every repetition is bounded, since the texts are untrusted and may be long. */
  pattern: RegExp;
  /** Whether it begins with its sign, and not within a longer word. */
  startsWord?: boolean;
  /** Whether spaces, brackets or commas may stand in it. */
  isSpread?: boolean;
}

/** From its first line to its last. */
export const PRIVATE_KEY_BLOCK: CredentialFormat = {
  name: 'a private key',
  sign: '-----BEGIN (?:[A-Z]{1,20} ){0,4}PRIVATE',
  isSpread: true,
  pattern:
    /-----BEGIN (?:[A-Z]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:[^-]{0,20000}-----END (?:[A-Z]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----|.{0,20000})/s,
};

/** Its sign is that it names somebody, since texts are full of URLs that do not. */
export const URL_WITH_PASSWORD: CredentialFormat = {
  name: 'a URL with a password',
  sign: ':\\/\\/[^\\s@/]{1,701}@',
  pattern:
    /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]{0,200}:([^\s@/]{1,500})@/i,
};

/** Not within a longer word. */
export const WORD_START = '(?<![\\w-])';

function token(name: string, sign: string, rest: string): CredentialFormat {
  return {
    name,
    sign,
    pattern: new RegExp(`${WORD_START}${sign}${rest}(?!\\w)`),
    startsWord: true,
  };
}

/**
 * The forms of well-known makers, as they document them, most of them for GitHub's secret scanning.
 *
 * @see https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 * @see https://docs.gitlab.com/security/tokens/#token-prefixes
 * @see https://docs.slack.dev/authentication/tokens
 * @see https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes
 * @see https://learn.microsoft.com/en-us/purview/sit-defn-azure-storage-account-key
 */
export const CREDENTIAL_FORMATS: readonly CredentialFormat[] = [
  PRIVATE_KEY_BLOCK,
  token('a private key', 'AGE-SECRET-KEY-1', '[0-9A-Z]{58}'),
  token('a cloud key', '(?:AKIA|ASIA|ABIA|ACCA)', '[0-9A-Z]{16}'),
  token('a cloud key', 'ABSK', '[A-Za-z0-9+/]{100,270}={0,2}'),
  token('a cloud key', 'AIza', '[\\w-]{35}(?!-)'),
  token('a cloud key', 'GOCSPX-', '[\\w-]{28}'),
  token('a cloud key', 'ya29\\.', '[\\w-]{20,2000}'),
  token('a cloud key', 'LTAI', '[A-Za-z0-9]{16,20}'),
  token('a cloud key', 'AKID', '[A-Za-z0-9]{32}'),
  token('a cloud key', 'do[oprt]_v1_', '[0-9a-f]{64}'),
  {
    name: 'a cloud key',
    sign: '\\dQ~',
    pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/,
  },
  {
    name: 'a cloud key',
    sign: '(?:\\+ASt|\\+ABa|\\+AMC|\\+ARm|AzCa|AzSe|AzFu|ACDb|AIoT|APIM)',
    pattern:
      /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{33,90}(?:\+ASt|\+ABa|\+AMC|\+ARm|AzCa|AzSe|AzFu|ACDb|AIoT|APIM)[A-Za-z0-9+/]{4,8}={0,2}/,
  },
  token('an access token', 'gh[pousr]_', '\\w{36,255}'),
  token('an access token', 'github_pat_', '\\w{50,255}'),
  token(
    'an access token',
    'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-',
    '[\\w.-]{20,255}',
  ),
  token('an access token', 'xox[abeoprs][.-]', '[\\w.-]{10,255}'),
  token('an access token', '(?:xapp|xwfp)-', '[\\w-]{20,255}'),
  token('an access token', '[sr]k_(?:live|test)_', '\\w{16,255}'),
  token('an access token', 'whsec_', '[A-Za-z0-9+/]{24,100}={0,2}'),
  token('an access token', 'npm_', '\\w{36}'),
  token('an access token', 'pypi-', '[\\w-]{60,1000}'),
  token('an access token', 'rubygems_', '[0-9a-f]{48}'),
  token('an access token', 'oy2', '[a-z0-9]{43}'),
  token('an access token', 'dckr_[op]at_', '[\\w-]{20,64}'),
  token(
    'an access token',
    'sk-(?:ant|proj|svcacct|admin|or|lf)-',
    '[\\w-]{20,400}',
  ),
  token('an access token', 'sk-', '[A-Za-z0-9]{32,64}'),
  token('an access token', 'hf_', '[A-Za-z0-9]{30,40}'),
  token('an access token', 'gsk_', '[A-Za-z0-9]{40,64}'),
  token('an access token', 'xai-', '[A-Za-z0-9]{60,100}'),
  token('an access token', 'pplx-', '[A-Za-z0-9]{40,64}'),
  token('an access token', 'r8_', '\\w{37}'),
  token('an access token', 'SK', '[0-9a-f]{32}'),
  token('an access token', 'AC[0-9a-f]{32}:', '[0-9a-f]{32}'),
  token('an access token', 'SG\\.', '[\\w-]{16,32}\\.[\\w-]{32,64}'),
  token('an access token', 'key-', '[0-9a-f]{32}'),
  token('an access token', 'xkeysib-', '[0-9a-f]{64}-\\w{16}'),
  {
    name: 'an access token',
    sign: '-us\\d',
    pattern: /(?<!\w)[0-9a-f]{32}-us\d{1,2}(?!\w)/,
  },
  token('an access token', 'hv[sbr]\\.', '[\\w-]{24,300}'),
  {
    name: 'an access token',
    sign: '\\.atlasv1\\.',
    pattern: /(?<!\w)[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,100}/,
  },
  token('an access token', 'dapi', '[0-9a-f]{32}(?:-\\d)?'),
  token('an access token', 'HRKU-', '[\\w-]{36,80}'),
  token('an access token', '(?:nfp|sbp|sbs)_', '\\w{36,60}'),
  token('an access token', 'pscale_(?:tkn|oauth|pw)_', '[\\w.-]{32,64}'),
  token(
    'an access token',
    'dp\\.(?:pt|st|ct|sa|scim|audit)\\.',
    '[\\w.-]{40,80}',
  ),
  token('an access token', 'glsa_', '[A-Za-z0-9]{32}_[0-9a-f]{8}'),
  token('an access token', 'glc_', '[A-Za-z0-9+/]{32,400}={0,2}'),
  token('an access token', 'NRAK-', '[A-Z0-9]{27}'),
  token('an access token', 'sntry[su]_', '[\\w+/=-]{40,400}'),
  token('an access token', 'AT(?:ATT3|CTT3|BB)', '[\\w=-]{24,400}'),
  token('an access token', 'lin_(?:api|oauth)_', '[A-Za-z0-9]{32,64}'),
  token('an access token', 'pat-[a-z]{2}\\d-', '[0-9a-f-]{36}'),
  token(
    'an access token',
    'access-(?:production|sandbox|development)-',
    '[0-9a-f-]{36}',
  ),
  token('an access token', 'lsv2_[ps][tk]_', '[0-9a-f]{32}_[0-9a-f]{10}'),
  token('an access token', 'AAAA[\\w-]{7}:APA91b', '[\\w-]{100,200}'),
  token('an access token', 'ntn_', '[A-Za-z0-9]{40,60}'),
  token('an access token', 'figd_', '[\\w-]{38,50}'),
  token('an access token', 'PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}'),
  token('an access token', 'shp(?:at|ca|pa|ss)_', '[0-9a-fA-F]{32}'),
  token('an access token', 'sq0(?:atp|csp)-', '[\\w-]{22,60}'),
  token('an access token', 'dt0[a-z]\\d\\d\\.', '[A-Z0-9]{24}\\.[A-Z0-9]{64}'),
  token('an access token', 'AKCp', '[A-Za-z0-9]{60,80}'),
  token('an access token', 'cmVmdGtu', '[A-Za-z0-9]{50,70}'),
  token('an access token', 'sq[pua]_', '[0-9a-f]{40}'),
  token('an access token', 'CCIPAT_', '\\w{40,80}'),
  token('an access token', 'pul-', '[0-9a-f]{40}'),
  token('an access token', 'tskey-', '[a-z]{3,12}-[\\w-]{16,80}'),
  token('an access token', 'pat', '[A-Za-z0-9]{14}\\.[0-9a-f]{64}'),
  token('an access token', 'FLWSECK', '(?:_TEST)?-[0-9a-f]{32}-X'),
  token(
    'an access token',
    '(?:sdk|api|mob)-[0-9a-f]{8}-',
    '[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  ),
  token(
    'an access token',
    'access_token\\$',
    'production\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
  ),
  token('an access token', 'token-', '[a-z0-9]{5}:[a-z0-9]{54}'),
  {
    name: 'an access token',
    sign: '(?:live|prod|secret|key|token|bkua)_[0-9a-f]{8}',
    pattern:
      /(?<![\w-])\w{0,20}(?:live|prod|secret|key|token|bkua)_[0-9a-f]{32,128}(?!\w)/,
  },
  token('an access token', 'ops_', 'eyJ[\\w-]{100,1500}={0,2}'),
  token('an access token', 'sha256~', '[\\w-]{40,50}'),
  {
    name: 'an access token',
    sign: '\\d:AA',
    pattern: /(?:(?<!\w)|(?<=\/bot))\d{8,10}:AA[\w-]{33}(?![\w-])/,
  },
  {
    name: 'an access token',
    sign: '[MNO][A-Za-z\\d_-]{23,27}\\.',
    pattern:
      /(?<![\w-])[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,45}(?![\w-])/,
  },
  {
    name: 'an access token',
    sign: 'hooks\\.slack\\.com/|discord(?:app)?\\.com/api/webhooks/|webhook\\.office\\.com/|hooks\\.zapier\\.com/|hc-ping\\.com/',
    pattern:
      /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb2|hooks\.zapier\.com\/hooks\/catch|hc-ping\.com)\/([\w@/.-]{15,300})/,
  },
  {
    name: 'a JSON web token',
    sign: 'eyJ',
    pattern:
      /(?<![\w-])eyJ[\w-]{10,4000}\.(?:eyJ[\w-]{10,8000}(?:\.[\w-]{0,2000})?|[\w-]{0,1000}\.[\w-]{10,200}\.[\w-]{10,8000}\.[\w-]{10,100})/,
  },
  {
    name: 'a password hash',
    sign: '\\$(?:2[abxy]|apr1|[156])\\$',
    pattern:
      /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\$(?:apr1|1|5|6)\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22,86}/,
  },
  token('a password hash', 'md5[0-9a-f]{16}', '[0-9a-f]{16}'),
  {
    name: 'a password hash',
    sign: '\\$argon2',
    isSpread: true,
    pattern: /\$argon2(?:id|i|d)\$[\w=,$+/]{20,300}/,
  },
  // As PHC and passlib write them, whatever the function: its parameters, a salt and the hash
  {
    name: 'a password hash',
    sign: '\\$(?:\\d{3,9}|\\w{1,8}=\\d[\\w=,]{0,60}|j\\w{2,4})\\$[\\w./+]{4}',
    isSpread: true,
    pattern:
      /(?<![\w$])\$?[a-z][a-z0-9_-]{0,30}\$(?:v=\d{1,3}\$)?(?:\d{3,9}|(?:[a-z]{1,8}=\d{1,9},?){1,5}|j\w{2,4})\$[\w./+-]{4,120}={0,2}\$[\w./+-]{16,200}={0,2}/i,
  },
  {
    name: 'a password hash',
    sign: 'SCRAM-SHA',
    isSpread: true,
    pattern: /SCRAM-SHA-\d{1,3}\$[\w$:+/=]{40,400}/,
  },
  {
    name: 'a password hash',
    sign: '\\{S?SHA\\}',
    isSpread: true,
    pattern: /\{S?SHA\}([A-Za-z0-9+/]{27,60}={0,2})/,
  },
  URL_WITH_PASSWORD,
];

const MAY_HOLD_ONE = new RegExp(
  CREDENTIAL_FORMATS.map(({ sign }) => sign).join('|'),
);

/** Whether a text may hold something that has the form of a credential. Far quicker than looking for each form, and never wrong when it says no. */
export function mayHoldCredential(text: string): boolean {
  return MAY_HOLD_ONE.test(text);
}
