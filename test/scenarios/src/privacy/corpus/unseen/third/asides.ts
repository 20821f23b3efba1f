import { Template } from '../Template';

/** Credentials in environments, messages and questions. */
export const THIRD_ASIDES: readonly Template[] = [
  [
    'proc environ dump',
    'DB_HOST=pg DB_USER=tickets DB_PASS=«2391Frodo&» QUEUE_PW=«V8Be6TRTU93Q4Oih2C4» COOKIE_SALT=«{hex:48}» TZ=Europe/Vienna PORT=3000',
  ],
  [
    'ps aux',
    'USER  PID %CPU COMMAND\n1000   17  0.1 /usr/bin/node_exporter --web.listen-address=:9100\n999    24  3.0 /opt/tunnel/client --server edge --authkey «{base62:48}» --name gw2\n70     31  0.0 postgres_exporter --dsn=postgresql://exp:«goEtoile25x»@localhost/postgres',
  ],
  [
    'soap wsse',
    'DEBUG o.s.ws.client.MessageTracing.sent - <wsse:UsernameToken><wsse:Username>erp</wsse:Username><wsse:Password Type="PasswordText">«PORsche-2001-Live»</wsse:Password></wsse:UsernameToken>',
  ],
  [
    'saml response',
    'Invalid SAML: SAMLResponse=«PHNhbWxwOlJlc3BvbnNlIElEPSJfNGYxIj48c2FtbDpBc3NlcnRpb24+PGRzOlNpZ25hdHVyZVZhbHVlPkF6dGJwNWgxMDJQRUNja3FmT1l1ZU9wSFdla1ZyWGJ6ZVR6RlI5ZStnNU5kNENPV0Nya0hMM2xFdVlZR0N5aVIwOG8yMTNNRlBhYmJpQ3F3UFR3TGFZaUlsSjZKendQVzRlUzNab2RoUUthWjZmb24xT0ppL0JQeFNWWjR5OXg4PC9kczpTaWduYXR1cmVWYWx1ZT48L3NhbWw6QXNzZXJ0aW9uPjwvc2FtbHA6UmVzcG9uc2U+» RelayState=/home',
  ],
  [
    'graphql vars',
    'graphql op=Login variables={"input":{"login":"kiosk-4","passcode":"«TYRell-1994-Live»","remember":true}} took 88ms errors=1',
  ],
  [
    'json escaped twice',
    '{"log":"{\\"event\\":\\"bootstrap\\",\\"cfg\\":\\"{\\\\\\"smtp\\\\\\":{\\\\\\"user\\\\\\":\\\\\\"crm\\\\\\",\\\\\\"pass\\\\\\":\\\\\\"«B-owie1608»\\\\\\"}}\\"}\\n","stream":"stdout"}',
  ],
  [
    'multipart form',
    'Content-Disposition: form-data; name="username"\n\nterminal9\n------WebKitFormBoundary7MA4YWxk\nContent-Disposition: form-data; name="password"\n\n«qwe123Wonk76»\n------WebKitFormBoundary7MA4YWxk--',
  ],
  [
    'powershell securestring',
    "PS> $c = ConvertTo-SecureString '«Tetris_volcano72»' -AsPlainText -Force\nNew-PSDrive : Access is denied\nPS> net use \\\\files\\share /user:CORP\\svc_scan «1umlGQVNM3umr»",
  ],
  [
    'login failed attempted',
    'auth: failed login for account "warehouse" with password «Rocky2023@» (attempt 3 of 5)',
  ],
  [
    'prose chat question',
    "Hi, my pod can't reach the db any more. I log in with user admin and «thgindim880» as the password, that worked until yesterday. What's wrong?",
  ],
  [
    'prose german question',
    'Warum startet der Pod nicht? Das Passwort für die Datenbank ist «myLolaPass875» und der Benutzer heißt lager, stimmt da was nicht?',
  ],
];
