import { Random } from './Random';

/** Makes a key as its maker would. Beginnings are put together here, so that no scanner of repositories takes the source for a leak. */
export type KeyMaker = readonly [name: string, make: (r: Random) => string];

const from = (...parts: string[]) => parts.join('');

function jwt(r: Random): string {
  const header = btoa('{"alg":"RS256","typ":"JWT"}').replace(/=+$/, '');
  const claims = btoa(
    JSON.stringify({ iss: 'issuer', sub: r.word('lower', 9), iat: 1767225600 }),
  ).replace(/=+$/, '');
  return `${header}.${claims}.${r.word('base64url', 86)}`;
}

/** Keys that have a form of their own, which the rules were written for. */
export const KEYS: readonly KeyMaker[] = [
  ['AWS access key', r => from('AK', 'IA') + r.word('base32', 16)],
  ['AWS session key', r => from('AS', 'IA') + r.word('base32', 16)],
  ['Google API key', r => `${from('AI', 'za') + r.word('base64url', 34)}x`],
  ['Google client secret', r => from('GOC', 'SPX-') + r.word('base62', 28)],
  [
    'Google access token',
    r => `${from('ya', '29.') + r.word('base64url', 120)}x`,
  ],
  [
    'Azure client secret',
    r => r.word('base62', 3) + from('8', 'Q~') + r.word('base62', 34),
  ],
  [
    'Azure storage key',
    r => `${r.word('base64', 76) + from('+A', 'St') + r.word('base62', 6)}==`,
  ],
  ['DigitalOcean token', r => from('dop', '_v1_') + r.word('hex', 64)],
  ['Alibaba access key', r => from('LT', 'AI') + r.word('base62', 20)],
  ['GitHub token', r => from('gh', 'p_') + r.word('base62', 36)],
  ['GitHub app token', r => from('gh', 's_') + r.word('base62', 36)],
  [
    'GitHub fine-grained token',
    r =>
      `${from('github', '_pat_') + r.word('base62', 22)}_${r.word(
        'base62',
        59,
      )}`,
  ],
  ['GitLab token', r => from('gl', 'pat-') + r.word('base62', 20)],
  ['GitLab runner token', r => from('gl', 'rt-') + r.word('base62', 20)],
  [
    'Slack bot token',
    r =>
      `${from(
        'xo',
        'xb-',
      )}${r.word('digits', 12)}-${r.word('digits', 12)}-${r.word('base62', 24)}`,
  ],
  [
    'Slack app token',
    r =>
      `${from(
        'xa',
        'pp-1-',
      )}${r.word('upper', 11)}-${r.word('digits', 13)}-${r.word('hex', 64)}`,
  ],
  ['Stripe key', r => from('sk', '_live_') + r.word('base62', 24)],
  ['Stripe restricted key', r => from('rk', '_live_') + r.word('base62', 99)],
  ['Stripe webhook secret', r => from('wh', 'sec_') + r.word('base62', 32)],
  ['npm token', r => from('np', 'm_') + r.word('base62', 36)],
  [
    'PyPI token',
    r => `${from('py', 'pi-AgEIcHlwaS5vcmc') + r.word('base64url', 140)}x`,
  ],
  ['RubyGems key', r => from('ruby', 'gems_') + r.word('hex', 48)],
  ['Docker Hub token', r => from('dckr', '_pat_') + r.word('base62', 27)],
  ['OpenAI key', r => from('sk', '-proj-') + r.word('base62', 48)],
  ['OpenAI legacy key', r => from('s', 'k-') + r.word('base62', 48)],
  [
    'Anthropic key',
    r => `${from('sk', '-ant-api03-') + r.word('base62', 93)}AA`,
  ],
  ['Hugging Face token', r => from('h', 'f_') + r.word('base62', 34)],
  ['Groq key', r => from('gs', 'k_') + r.word('base62', 52)],
  ['Twilio key', r => from('S', 'K') + r.word('hex', 32)],
  [
    'SendGrid key',
    r => `${from('S', 'G.')}${r.word('base62', 22)}.${r.word('base62', 43)}`,
  ],
  ['Mailgun key', r => from('ke', 'y-') + r.word('hex', 32)],
  ['Mailchimp key', r => r.word('hex', 32) + from('-', 'us14')],
  [
    'Brevo key',
    r => `${from('xkey', 'sib-')}${r.word('hex', 64)}-${r.word('base62', 16)}`,
  ],
  ['Vault token', r => from('hv', 's.') + r.word('base62', 90)],
  ['Vault batch token', r => `${from('hv', 'b.') + r.word('base64url', 150)}x`],
  [
    'Terraform token',
    r => r.word('base62', 14) + from('.atlas', 'v1.') + r.word('base62', 67),
  ],
  ['Databricks token', r => from('da', 'pi') + r.word('hex', 32)],
  ['Doppler token', r => from('dp', '.st.prd.') + r.word('base62', 43)],
  [
    'Grafana token',
    r => `${from('gl', 'sa_')}${r.word('base62', 32)}_${r.word('hex', 8)}`,
  ],
  ['New Relic key', r => from('NR', 'AK-') + r.word('upper', 27)],
  ['Sentry token', r => from('sn', 'tryu_') + r.word('hex', 64)],
  ['Atlassian token', r => from('AT', 'ATT3') + r.word('base62', 180)],
  ['Linear key', r => from('lin', '_api_') + r.word('base62', 40)],
  [
    'Postman key',
    r => `${from('PM', 'AK-')}${r.word('hex', 24)}-${r.word('hex', 34)}`,
  ],
  ['Shopify token', r => from('shp', 'at_') + r.word('hex', 32)],
  ['Square token', r => from('sq0', 'atp-') + r.word('base62', 22)],
  [
    'Dynatrace token',
    r => `${from('dt0', 'c01.')}${r.word('upper', 24)}.${r.word('upper', 64)}`,
  ],
  ['SonarQube token', r => from('sq', 'u_') + r.word('hex', 40)],
  ['PlanetScale password', r => from('pscale', '_pw_') + r.word('base62', 43)],
  [
    'Tailscale key',
    r =>
      `${from(
        'ts',
        'key-auth-',
      )}${r.word('base62', 12)}-${r.word('base62', 32)}`,
  ],
  [
    'Telegram bot token',
    r => `1${r.word('digits', 8)}${from(':', 'AA')}${r.word('base62', 33)}`,
  ],
  [
    'Discord bot token',
    r =>
      `${from(
        'M',
        'T',
      )}${r.word('base62', 24)}.${r.word('base62', 6)}.${r.word('base62', 38)}`,
  ],
  ['OpenShift token', r => `${from('sha', '256~') + r.word('base64url', 42)}x`],
  ['service account token', jwt],
  ['age key', r => from('AGE-SECRET', '-KEY-1') + r.word('upper', 58)],
  ['bcrypt hash', r => from('$2', 'b$12$') + r.word('base62', 53)],
  [
    'htpasswd hash',
    r => `${from('$ap', 'r1$')}${r.word('base62', 8)}$${r.word('base62', 22)}`,
  ],
  [
    'argon2 hash',
    r =>
      `${from(
        '$argon',
        '2id$v=19$m=65536,t=3,p=4$',
      )}${r.word('base62', 22)}$${r.word('base62', 43)}`,
  ],
];
