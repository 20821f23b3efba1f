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
    pattern: /\blogin\s{1,40}\S{1,200}\s{1,40}password\s{1,40}(\S{1,300})/,
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
];
