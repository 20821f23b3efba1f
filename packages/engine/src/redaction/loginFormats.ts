/** What protocols, drivers and daemons print of a login, in which the place tells the password. The first group of a pattern is what must be hidden. */
export const LOGIN_FORMATS: readonly { sign: string; pattern: RegExp }[] = [
  // Structures printed without the names of their fields: host, port, user, password
  {
    sign: '\\{[\\w.-]{1,64} \\d{2,5} [\\w.@-]{1,64} ',
    pattern:
      /\{[\w.-]{1,64} \d{2,5} [\w.@-]{1,64} ((?=[^\s{}]{0,60}\d)(?=[^\s{}]{0,60}[A-Za-z])[^\s{}]{6,200})(?=[ }])/,
  },
  // AUTH of Redis and LOGIN of IMAP, with quotes
  {
    sign: '(?:AUTH|LOGIN)"? "',
    pattern:
      /\b(?:LOGIN"? "[^\s"]{1,100}"|AUTH"?(?: "[^"\n]{1,100}")?) "([^"\n]{1,300})"(?=\s|\\|$)/,
  },
  // AUTH LOGIN of SMTP: what answers the base64 of `Password:`
  {
    sign: 'UGFzc3dvcmQ6',
    pattern:
      /UGFzc3dvcmQ6[ \t]{0,4}\r?\n(?:[^\n]{0,60}[:>] )?([A-Za-z0-9+/]{4,300}={0,2})[ \t]*$/m,
  },
  // Secrets of IPsec
  {
    sign: '(?:PSK|EAP|XAUTH|NTLM) "',
    pattern: /: (?:PSK|EAP|XAUTH|NTLM) "([^"\n]{1,300})"/,
  },
  // A name grown together with its quoted value
  {
    sign: "(?:pw|pwd|pass|password)'",
    pattern: /(?<![\w'])(?:pw|pwd|pass|password)'([^'\s]{1,200})'(?!\w)/,
  },
  // A user and a password behind what they were refused or are meant for
  {
    sign: '(?:auth|login|logins|denied|credentials) for ',
    pattern:
      /\b(?:auth|logins?|denied|credentials) for [\w.@-]{1,64}(?:: [\w.@-]{1,64})? \/ ((?=\S{0,60}\d)(?=\S{0,60}\p{L})[^\s/"'\\]{5,200})/u,
  },
];
