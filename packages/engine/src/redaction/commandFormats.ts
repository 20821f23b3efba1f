/** Commands that take a credential at a place instead of behind a telling flag. The first group of a pattern is what must be hidden. */
export const COMMAND_FORMATS: readonly { sign: string; pattern: RegExp }[] = [
  {
    sign: 'rabbitmqctl ',
    pattern:
      /rabbitmqctl (?:-\S{1,60} ){0,4}(?:add_user|change_password|authenticate_user) \S{1,100} ["']?([^\s"';|&]{1,200})/,
  },
  {
    sign: 'htpasswd ',
    pattern:
      /htpasswd(?: -\w{1,10}){1,4}(?: [^\s-]\S{0,200}){1,2} ["']?([^\s"';|&]{1,200})/,
  },
  {
    sign: 'vault login ',
    pattern: /vault login (?:-\S{1,60} ){0,4}([^\s=-][^\s=]{3,300})(?!\S)/,
  },
  {
    sign: '(?:echo|printf) ',
    pattern:
      /(?:echo|printf)(?: -\w{1,4}){0,3}(?: ["']?%s(?:\\n)?["']?)? ["']?([^|\n'"]{1,200})["']? ?(?:\||\r?\n\++) ?[^|\n]{0,120}(?:--password-stdin|chpasswd|kinit|--stdin|-pass stdin|sudo -S)/,
  },
  {
    sign: 'openssl ',
    pattern:
      /openssl [^\n|]{0,200} -k ["']?((?<=")[^"\n]{1,200}|(?<=')[^'\n]{1,200}|[^\s"']{1,200})/,
  },
  {
    sign: '--from-literal',
    pattern: /--from-literal[= ]["']?[\w.-]{1,100}=["']?([^\s"']{1,1000})/,
  },
  {
    sign: '-U ',
    pattern: / -U ["']?[^\s%"']{1,100}%([^\s"']{1,200})/,
  },
  {
    sign: ' (?:-a|--auth) [^\\s:]{1,100}:',
    pattern:
      / (?:-a|--auth) ["']?[^\s:"']{1,100}:(?!\d{1,5}(?![^\s"']))([^\s"'/][^\s"']{2,300})/,
  },
  {
    sign: '(?:sqlplus|expdp|impdp|rman|sqlldr) ',
    pattern:
      /(?:sqlplus|expdp|impdp|rman|sqlldr)(?: -\w{1,10}){0,4} ["']?\w{1,60}\/([^\s@"']{1,200})/,
  },
  {
    sign: 'ConvertTo-SecureString',
    pattern: /ConvertTo-SecureString (?:-String )?["']([^"'\n]{1,300})["']/,
  },
  {
    sign: 'net use ',
    pattern: /net use (?:\w:|\*) \S{3,200} ([^\s/]\S{0,200})/,
  },
  {
    sign: 'chpasswd ',
    pattern:
      /chpasswd (?:-\w{1,10} ){0,3}<<< ?["']?[^\s:"']{1,64}:([^\s"']{1,200})/,
  },
  {
    sign: 'snmp[a-z]{3,12} ',
    pattern: /snmp[a-z]{3,12} [^\n|]{0,100}?-c ["']?([^\s"']{1,200})/,
  },
  // Both keys of the client of MinIO
  {
    sign: 'mc (?:alias set|config host add) ',
    pattern:
      /mc (?:alias set|config host add) \S{1,60} \S{1,200} ([^\s-]\S{2,200} [^\s-]\S{2,300})/,
  },
  { sign: ' /rp ', pattern: / \/rp ["']?([^\s"']{1,200})/ },
  {
    sign: 'login=[\\w.-]{1,100}:',
    pattern: /login=[\w.-]{1,100}:([^\s"']{1,300})/,
  },
];
