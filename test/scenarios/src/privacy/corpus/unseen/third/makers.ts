import { Template } from '../Template';

/** Keys of makers and of networks. */
export const THIRD_MAKERS: readonly Template[] = [
  [
    'github clone',
    "remote: Invalid username or password. fatal: Authentication failed for 'https://x-access-token:«ghs{}_PRi58xHQDPNkJYtqFMUXIMA8wmPYxxrtlCHm»@github/acme/infra.git/'",
  ],
  [
    'github mixed',
    "##[debug]Evaluating: env.GH_PAT => '«git{}hub_pat_Y5J0SD0T6JVJ9BFBAIROUN_QWthYRB0NzsHdncZszLfrJAIQKHQS0HXecnq13WJImpwY6Iupa4vmK7vh1I»'\n##[debug]..=> 'glci' fallback «glp{}at-_az0KFpBkSC4G2-h8JwY»",
  ],
  [
    'npm pypi publish',
    'npm notice using token «npm{}_7wP1fDKHv2JPbtHN6XpCKAJxJmFE3TO7m3Sb»\ntwine upload -u __token__ -p «pyp{}i-AgEIcHlwaS5vcmc_oHR7Ksg-dktdyVvxyBWl_IOEircrb5RYcdbBdYWduStOhmV_9N-pT6maW4-w7OOo6OtPxgKdVb6W8eI9g5gSkSN56mq-vuYtziqp1dtbupi2II2-wHxRJfC» dist/*',
  ],
  [
    'stripe debug',
    'stripe-go: Requesting POST /v1/charges headers=map[Authorization:[Bearer «sk_{}live_C7eHCB2SIErQj846JgNdmcIYarSqjoon8vJ8tNW5»]]\nsignature check failed, endpoint secret «whs{}ec_jCrf8A82oZapo09i3q0LcfwnFhx34je1»',
  ],
  [
    'slack webhook',
    'level=error component=dispatcher err="slack/slack[0]: unexpected status code 404: https://hooks.slack.com/services/T4QOOQ6VE/BNPRC9PETRX/«FbK{}bsILrmUGM5UeFBa9MtzHP»: no_service"',
  ],
  [
    'telegram bot',
    'telegram.error.InvalidToken: POST /bot«614{}2501775:AAKnmVv6nGpk-PvuzeSKfPPIyup41kx11xxg»/sendMessage -> 401 Unauthorized',
  ],
  [
    'discord webhook',
    'Notifier: POST https://discord.com/api/webhooks/728543093826153089/«9PJ{}1lVvi-Ghdyiug22V2inWn5GI-E0dOsUugoWMHZK_feQ1SqTzqFM1F2CD2b9W70RJA» 429 Too Many Requests (retry_after=1.2)',
  ],
  [
    'llm keys',
    'ValidationError: OPENAI_API_KEY="«sk-{}proj-OqBmn5jtcmrnaq5eAB6HOt5xsjhsQZy4JX6kOqHC4LtlAfdtVrgVMzX3Y1oOleW9KlixV4P6zxP7cgfhT3BlbkFJozWhjVIggCeSBYmVyDP1-ho8R07qqA2WrkpoYaKx»" ANTHROPIC_API_KEY="«sk-{}ant-api03-Yu4d41BEzfOa3ZIYA3lU4se3xZ8EvpiSPEsSg8x2jo7CdFe81cZQEBhkp88h9_0RHUtm3umC69mSU0e2C3yfvAs-YVjXugAA»" HF_TOKEN="«hf_{}1Jtuyoa9gOd28JTQEY9UvuTY0HkcLLltmg»"',
  ],
  [
    'sendgrid mailgun',
    "mail backends: [{'sendgrid': '«SG.{}NGD_NoMMZ19YjXxLzxpPJg.suv9cOnl3h1BBjhXHBL54WAENDIxSsNl5atY4TDI50Y»'}, {'mailgun': '«key{}-ef903b587aaaed4891ff731d3e7b39c3»'}]",
  ],
  [
    'google api key',
    'GET /maps/api/geocode/json?address=Ulm&key=«AIz{}a7ifA6fiBtOmcQQ9X6RQV5iJrvaooRIWgK6I» 200 41ms',
  ],
  [
    'grafana newrelic do',
    'grafana sa token «gls{}a_CgXNph2dEQZRHM3pwGKeydvV5gFiUead_d64e89be» ; NEW_RELIC_USER_KEY=«NRA{}K-5YXUOA4PY9CQX3HR7K3ZSQ3MMSW» ; doctl auth init -t «dop{}_v1_ba23b4cf5d22d05f37a67dfc8cc64f73db404cfb8be0991505b5397111fb5bde»',
  ],
  [
    'ssh private key',
    'debug1: identity loaded:\n-----BEGIN OPENSSH PRIVATE{} KEY-----\n«b3B{}lbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE7P1XSd9wcW2/xr5T4ZCar+kmMOSQ/x9t»\n«oqQ{}ufeG9d2m6wPQnakWazgMi1WMJGupXM4ryPp8HWuZYIjT3yeJLq69O6NZuqEEHOQ/7»\n«nuU{}xUlCNys0mqPQGRhTExHDG1IWZc6TQ/ZTnuD2X9iZXpOAWV8uzHOygtfkV9Fjapr3w»\n«x+M{}hHgqu+G+zxO0XP4Lv8d4vAbSn»\n-----END OPENSSH PRIVATE{} KEY-----\nLoad key "/etc/git-secret/ssh": error in libcrypto',
  ],
  [
    'ec key one line',
    'tls: failed to parse private key: "-----BEGIN EC PRIVATE{} KEY-----\\nMHcCAQEEI«cWj{}Gh63qdcOSBnHhTBhERv2Ec0jJI4E6aOOHORhv4S8QA7zxBrGmQh+udw8bJJNjelc24k6oaGwMB1/9DqsbKcIN588dRp3z»\\n«ult{}bd4UNqli5GCZ3Pa15AA83m0wvVwNrkTLWU/PA»\\n-----END EC PRIVATE{} KEY-----"',
  ],
  [
    'age key',
    'sops: failed to decrypt: tried identity «AGE{}-SECRET-KEY-1C278P4H6F4MKIGGAXKJ97RE61UMK6V4MBUHGIR5P9SI7S7IFHKMAS6057K» no match',
  ],
  [
    'twilio no prefix',
    'twilio: 20003 Authenticate, sid=ACa126f2bf98cbe6d6b50d0ccd06f2a1a9 auth_token=«{hex:32}»',
  ],
  [
    'datadog plain',
    'DD_API_KEY «{hex:32}», DD_APP_KEY «{hex:40}» rejected by intake: 403',
  ],
  [
    'sentry dsn',
    'sentry: dropped event, dsn=https://«{hex:32}»@o4507/4508 reason=network_error',
  ],
  [
    'wireguard conf',
    "[#] wg setconf wg0 /dev/fd/63\n[Interface]\nPrivateKey = «{base64:43}=»\n[Peer]\nPresharedKey = «{base64:43}=»\nLine unrecognized: `Adress=10.9.0.2/24'",
  ],
  [
    'ipsec psk',
    'charon: loaded IKE secret for %any: left right : PSK "«violin candle velvet turtle»"',
  ],
  [
    'snmp tsig',
    'snmpget -v2c -c «I-nvierno1601» ups-1 sysUpTime.0\nnsupdate -y hmac-sha256:externaldns:«{base64:43}=»\n; TSIG error with server: tsig verify failure',
  ],
];
