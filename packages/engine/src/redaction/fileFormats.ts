/** Lines of files that hold credentials at a place of their own. The first group of a pattern, or else all of it, is what must be hidden. */
export const FILE_FORMATS: readonly { sign: string; pattern: RegExp }[] = [
  // .pgpass
  {
    sign: ':(?:\\*|\\d{4,5}):[^:\\s]{1,100}:[^:\\s]{1,100}:\\S',
    pattern:
      /^[\w.*/-]{1,250}:(?:\d{4,5}|\*):[^:\s]{1,100}:[^:\s]{1,100}:(\S{1,200})[ \t]*$/m,
  },
  // .netrc
  {
    sign: 'login\\s',
    pattern:
      /\blogin\s{1,40}\S{1,200}\s{1,40}(?:account\s{1,40}\S{1,200}\s{1,40})?password\s{1,40}(\S{1,300})/,
  },
  // The user list of PgBouncer
  {
    sign: '(?:^|\\n)[ \\t]{0,20}"[\\w.@-]{1,64}" "',
    pattern: /^[ \t]*"[\w.@-]{1,64}" "([^"\n]{1,300})"[ \t]*$/m,
  },
  // Access control lists of Redis
  {
    sign: '(?:user|SETUSER) ',
    pattern:
      /(?:user|SETUSER) [\w.-]{1,100} [^\n>]{0,200}(?<= )>([^\s>]{1,200})/,
  },
  {
    sign: '\\$ANSIBLE_VAULT',
    pattern:
      /\$ANSIBLE_VAULT;[\d.]{1,5};\w{1,20}(?:;[\w.-]{1,40})?((?:\s{1,40}[0-9a-f]{16,80}){1,2000})/,
  },
  // SOPS
  { sign: 'ENC\\[', pattern: /ENC\[AES256_GCM,[^\]\n]{20,20000}\]/ },
  // Keys of TLS connections, as NSS logs them
  {
    sign: '(?:CLIENT_RANDOM|_SECRET(?:_\\d)?) [0-9a-f]',
    pattern:
      /(?:CLIENT_RANDOM|_SECRET(?:_\d)?) [0-9a-f]{64} ([0-9a-f]{64,128})/,
  },
  // Users of cloud-init
  {
    sign: 'chpasswd:',
    pattern:
      /chpasswd:[ \t]*\n(?:[ \t]+[^\n]{0,200}\n){0,5}?[ \t]+list: [|>]-?\n((?:[ \t]+[^\s:]{1,64}:\S{1,200}(?:\n|$)){1,50})/,
  },
  // Keys of OpenVPN
  {
    sign: 'OpenVPN Static key|<(?:secret|tls-auth|tls-crypt)>\\s',
    pattern:
      /(?:OpenVPN Static key V1-----|<(?:secret|tls-auth|tls-crypt)>)\s{1,10}([0-9a-f\s]{32,8000})/,
  },
  {
    sign: "Failed to bind properties under '",
    pattern:
      /Failed to bind properties under '[^'\n]{0,200}(?:password|passwd|secret|token)[^'\n]{0,60}' [^\n]{0,200}\s{1,20}Value: "?([^"\n]{1,2000})/i,
  },
  // Relays of Postfix
  {
    sign: '\\]:\\d{2,5} [\\w.@-]{1,100}:',
    pattern:
      /^[ \t"']{0,40}\[[\w.-]{1,250}\]:\d{2,5} [\w.@-]{1,100}:(\S{1,200})/m,
  },
  // Passwords of Dovecot
  { sign: '\\{PLAIN\\}', pattern: /\{PLAIN\}([^\s:]{1,200})/ },
  // Users of Traefik
  {
    sign: 'users=[\\w.-]{1,60}:',
    pattern: /users=[\w.-]{1,60}:[\w .-]{1,60}:([0-9a-f]{32})(?![0-9a-f])/,
  },
  // Sources of Bundler
  {
    sign: 'BUNDLE_\\w{1,100}=',
    pattern: /BUNDLE_\w{1,100}=[\w.-]{1,60}:([^\s"']{4,300})/,
  },
  // Keys of network devices
  {
    sign: '(?:key|password|secret) [057] ',
    pattern:
      /(?:key|password|secret) [057] (?=\S{0,200}\d)([\w$./]{6,200})(?!\S)/,
  },
  // The words that a wallet is restored with
  {
    sign: '(?:seed|mnemonic|phrase)["\' :=]',
    pattern:
      /(?:seed|mnemonic|phrase)["']?\s{0,4}[:=]\s{0,4}["']?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})/i,
  },
  // Digests of users, behind a realm: a domain, words with capitals, or what is called one
  {
    sign: ':[0-9a-f]{32}(?:\\s|$)',
    pattern:
      /^[\w.@-]{1,64}:(?:[^:\n]{0,32}(?:realm|REALM|Realm)[^:\n]{0,32}|[\w-]{1,40}(?:\.[\w-]{1,40}){0,3}\.(?:com|org|net|edu|local|internal|lan)|[A-Z]\w{0,20}(?: [A-Z]\w{0,20}){1,3}):([0-9a-f]{32})[ \t]*$/m,
  },
  // Digests of users of Windows, behind their number
  {
    sign: ':[0-9a-fA-F]{32}:',
    pattern:
      /^[\w.@$\\-]{1,64}:\d{1,10}:[0-9a-f]{32}:([0-9a-f]{32})(?::{1,4})?[ \t]*$/im,
  },
  // Users of PPP
  {
    sign: ' \\* \\S{5,100} \\*',
    pattern: /^\S{1,64} \* (\S{5,100}) (?:\*|[\d.]+)[ \t]*$/m,
  },
  // Users of SNMP
  {
    sign: 'createUser|usmUser',
    pattern:
      /(?<=(?:createUser|usmUser)[^\n]{1,200})\b(?:SHA|MD5|AES|DES)(?:-?\d{1,3})? ["'](?!(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})["'])([^"'\n]{6,100})["']/,
  },
  // Greetings of protocols
  {
    sign: '(?:AUTH|LOGIN|PASS) \\S',
    pattern:
      /(?:^|[>*] |\b\w{1,8} )(?:AUTH|LOGIN|PASS)(?: (?:PLAIN|LOGIN|[\w.@-]{1,60}))? ((?=\S{0,60}\d)(?=\S{0,60}[A-Za-z])[^\s/:]{6,300})[ \t]*$/m,
  },
  // Codes in messages to telephones
  { sign: '\\d is your ', pattern: /(?<!\d)(\d{4,8}) is your / },
];
