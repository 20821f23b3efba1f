/** Without one of these a name says nothing of credentials. Far quicker than what follows. */
export const SUSPICIOUS =
  /pass|pwd|pw|secret|token|key|cred|jwt|bearer|sig|auth|cookie|sess|sid|webhook|salt|pepper|docker|connection|pin|otp|mnemonic|seed|psk|code|phrase|cv[cv]|community|licen|csrf|xsrf|ticket|assertion|saml|seal|priv|daten|kenn|geheim|contras|wacht|wagw|losen|kodeord|salas|senha|clave|chave|cle|haslo|heslo|geslo|lozinka|parol|parool|jelszo|sifre|mdp|secreto|segr|sandi|slapta|zugang|schl|sleutel|jeton|avain|codigo/i;

/** Names of what people choose or are given to prove who they are, their parts joined: `DB_PASS_WD`, `dbPassWord`, `mot_de_passe`. */
export const PASSWORDS =
  /passw(?:or)?[dt]|passord|passphrase|passcode|kennwort|geheim(?:nis|wort|text|zahl)|zugangs(?:code|schluessel)|contrasen|motdepasse|wachtwoord|wagwoord|losenord|kodeord|adgangskode|salasana|lozinka|katasandi|slaptazod|parolachiave|palabraclave|(?<!by|com|tres|encom|sur|over|under)pass$|pwd$|passwd|(?:recovery|backup|verification|confirmation|security|onetime|login|mfa|totp|sms|2fa|activation|access|pairing|unlock|pin|auth|device)codes?$|community(?:string)?$/;

/** Short words that count where they stand alone or end a name. */
export const SHORT_PASSWORDS =
  /(?:^|[_.-])(?:pw|passw|psk|requirepass|masterauth|mnemonic|seed_?phrase|pin|otp|cvv2?|cvc|senha|clave|chave|haslo|heslo|geslo|parola|parole|parool|jelszo|sifre|mdp|sandi|secreto|segreto|segredo|geheim)$/;

/** Names of what programs draw or issue. */
export const TOKENS = new RegExp(
  [
    '^x[_-]auth$',
    'signature[_-]\\d{1,4}$',
    '(?:secret|token|credential|cred)s?$',
    'sess(?:ion)?[_.-]?id$',
    '(?:^|[_.-])(?:jwt|bearer|signature|sig|x_?amz_?credential|sid|\\w*session_?key|webhook|salt|pepper|[a-z]+_cookie|dockercfg|dockerconfigjson|connection_?string|htpasswd|jeton|samlresponse|saml_?(?:response|assertion))s?$',
    // Keys that are no keys of tables or maps
    '(?:api|access|private|secret|encryption|decryption|signing|signature|master|account|shared|licen[cs]e|service|client|session|deploy|storage|integration|application|subscription|preshared|instrumentation|ingestion|webhook|unseal|recovery|bearer|auth|admin|hmac|crypto|cipher|cookie)[_.-]?keys?$',
    '(?:^|[_.-])(?:\\w*app|ssh|root|aes|rsa|tls|host|user|write|ingest|project|psk|jwt|sas|server)[_.-]?keys?$',
    '(?:^|[_.-])(?:cle_?(?:api|secrete|privee|acces)|clave_?(?:api|secreta|privada)|chave_?(?:api|secreta|privada)|\\w*schluessel|sleutel|avain)$',
    '\\wuserkeys?$',
  ].join('|'),
);

/** Words for where a credential is, or what it is like; at its end they make a name speak of that. */
const PROPERTIES =
  'files?|path|dir|names?|ur[li]s?|host|endpoint|issuer|audience|type|ttl|expiry|expires?|expires?_?(?:in|at|on)|expiration|seconds|timeout|length|size|min|max|policy|enabled?|disabled?|header|algorithm|alg|refs?|id|key_?id|public|prefix|suffix|mode|lifetime|duration|interval|rotation|rotated?|versions?|format|store|provider|region|backend|class|scopes?|count|limit|validation|validator|symbol|address|username|user|users|required|changed|valid|ok|error|status|kind|namespace|mount|volume|field|selector|cache|usage|used|budget|encryption|hashing|hasher|strength|hint|history|age|days|complexity|encoder|attempts?|manager|method|mechanism|review|request|bucket|engine|template|label|annotation|index|location|domain|realm|level|percent|rate|created|updated|generation|affinity|secure|http_?only|same_?site|java|kt|go|py|rb|js|ts|cs|php|rs|scala';

/** What says which key it is, and stands beside the key: nobody else needs to know. */
export const HALF_OF_PAIR = /(?:access|private)_?key_?id$/;

/** Names that speak of a credential and do not hold one. */
export const SPEAKS_OF_ONE = new RegExp(
  [
    // What identifies a session is one, and so is Vault's secret id
    `(?:^|[_.-])(?<!(?:sess(?:ion)?|secret)[_.-]?)(?:${PROPERTIES})$`,
    `(?:secret|sess(?:ion)?)[_.-](?!id$)(?:${PROPERTIES})$`,
    '(?:passw(?:or)?d|secret|token|key|credential|hash)s?(?:min|max|hash)?(?:files?|paths?|names?|urls?|host|endpoint|issuer|type|ttl|expiry|expiration|seconds|timeout|length|size|policy|enabled|disabled|header|algorithm|refs?|prefix|mode|lifetime|interval|rotation|version|format|store|provider|count|limit|required|changed|status|manager|review|usage)$',
    '(?:existing|pull|tls|ca|cert|certificate|image_?pull|use|mount|automount)[_.-]?secrets?(?:[_.-]?names?)?$',
    '(?:automount)?_?service_?account_?tokens?$',
    '^v\\d\\w{0,9}\\.secrets?$',
    '^(?:\\w+[._-])*(?:checksums?|hash|digest|sha\\d{1,3}|md5)/',
    '(?:^|[_.-])(?:password|passwd|token|user|username)[_.-]?key$',
    '(?:ca|cert|certificate)[_.-]?hash$',
    '(?:public|primary|foreign|partition|sort|cache|row|event|issue|object|idempotency|deduplication|routing_?queue|message|redis|record|shard|hash|map|config|label|group|lock|build|query|trace|annotation|sticky|bucket|registry)_?keys?$',
    '(?:^|[_.-])(?:max|min|num|total|prompt|completion|input|output|context)[_.-]?\\w{0,12}[_.-]?tokens?$',
    '^(?:next|continue|page|cursor|unexpected|continuation|cancellation|reset|sync|stop|eos|bos|pad)[_.-]?tokens?$',
    '(?:status|exit|error|response|country|currency|language|postal|zip|area|reason|http|return|result|product)_?codes?$',
  ].join('|'),
);

/** Names of keys of any kind, and of what may be a credential: only what looks like one is taken for one. */
export const ONE_KEY_OF_MANY =
  /(?<!mon|don|tur|joc|hoc)keys?$|(?:^|[_.-])secret[_.-]id$|(?:^|[_.-])(?:auth|licen[cs]e|session|sess|csrf|xsrf|ticket|assertion|seed|otp_?auth|login|verifier|pass|unseal|priv|private|(?:zugangs|login)daten|anmeldedaten)$|csrf$|^(?:codes?|phrase)$/;

/** A word for a credential that is not the last of its name, but no property of it follows. */
export const LEADING_ELSEWHERE =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|token|credentials?|(?:api|access|secret|private|signing|encryption)_?key)[_.-](?!\w*(?:less|able)\b)/;
