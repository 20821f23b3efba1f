import { Template } from '../Template';

/** Tokens, sessions, links and codes. */
export const THIRD_SESSIONS: readonly Template[] = [
  [
    'nomad x header',
    'DEBUG http.client >> "X-Nomad-Token: «{uuid}»[\\r][\\n]"\nDEBUG http.client << "HTTP/1.1 403 Forbidden[\\r][\\n]"',
  ],
  [
    'oauth form body',
    'o.a.h.wire : http-outgoing-3 >> "grant_type=client_credentials&client_id=payments&client_secret=«{base62:32}»&scope=openid"',
  ],
  [
    'oauth refresh json',
    '{"severity":"DEBUG","message":"token endpoint reply","payload":{"token_type":"Bearer","expires_in":3599,"refresh_token":"«NIJldNtn8K_Ypoc3AeRTJxnviJZzevlVjO-3uIJySrm2Nu_0RF9wH2OtLJ9xitNNNdZM8lXbHXAzvfIn2IF4vQ»","id":"u-41"}}',
  ],
  [
    'oauth code callback',
    'nginx: 200 "GET /oauth2/callback?code=«-2Y-U3mhn-w_fqBRQCbwzIUN_gf1KWKqmwoeDhwm3CTtShMQtxJAXA»&state=«msLPReThsn_-F9eF1N_givbgh3hgvKUo» HTTP/1.1" 302 0 "-" "Mozilla/5.0"',
  ],
  [
    'bearer opaque',
    '[2026-02-11 10:12:31,004] WARN  upstream 401; request headers: accept=*/*, authorization=Bearer «gdp3Z2QFXb4TwkwgduDhpTY0Kl0HcY6sQE1rFmJUndHyEP-MXbAuunsTZw», content-length=0',
  ],
  [
    'jwt query',
    'GET /ws?access_token=«eyJ{}hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI5MzI0NDU3IiwiaXNzIjoiYXV0aCIsImF1ZCI6Imt1YmUiLCJpYXQiOjE3Njk3OTAxNDgsImV4cCI6MTc3ODAwMDAwMH0.yjI5hs1GuetXzBQRdBHMlbyNNEMlEAnHRfsbjVrhjd8» 101 Switching Protocols 3ms',
  ],
  [
    'jwt java',
    'io.jsonwebtoken.ExpiredJwtException: JWT expired 481000 milliseconds ago. Token: «eyJ{}hbGciOiJSUzI1NiIsImtpZCI6IlVZUGw2OHJEQzJYZiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjYwNzIyIiwiaXNzIjoiYXV0aCIsImF1ZCI6IndlYiIsImlhdCI6MTc3Njk4MTYxMCwiZXhwIjoxNzc4MDAwMDAwfQ.AdrVWQ5HZeSzW6WBMRDP7g7TeHjqU4JSZW1fU2OBSQP3c1NBldZpmnKvZadw7Qw_-nDxPYNswAuwti5iP6O0kVn4PDEOkdm7B8Iit1LfmRXxY93GpvSkCeFAokIxv0Xl89Ojy3_JA7o1QTA3jxLzwYvLe2AROna3sO4fxOLNiqXkqMSWbOKVtOdKgXeJxceT3-c2rusOSuthDNdyDfV9PSPgM8nzGQRd-x5JmiPz2nu2snjgjA-DaFnbR1H8ryG-ioKNy3Trn3y1KVApOm8igdaQ_-23HrNs091I628Pw17YDMZ7ZOtoMKedPxBD_AmGEL64klPTgP0LQATF0eoZLQ»\n\tat io.jsonwebtoken.impl.DefaultJwtParser.parse(DefaultJwtParser.java:427)',
  ],
  [
    'cookie session',
    "DEBUG request headers: {'Host': 'shop', 'Cookie': 'theme=dark; sessionid=«80imgf6smomzg82s6gr98timw7rvmn7k»; csrftoken=«{base62:64}»', 'Accept-Language': 'fr'}",
  ],
  [
    'set cookie connect sid',
    '< set-cookie: connect.sid=s%3A«XyfwJoJvvy6wSnnZ_69CWYf4AIOoAYEc.7ocQmnAhbga36eeIWPbECq4I5j9NGHYlN3vximLsQ5»; Path=/; HttpOnly; Secure\n< set-cookie: lang=en; Path=/',
  ],
  [
    'jsessionid url',
    'ERROR [http-nio-8080-exec-4] o.a.c.c.C.[.[localhost] - /portal/home.jsf;jsessionid=«{upper:32}» Servlet.service() threw exception',
  ],
  [
    'phpsessid',
    '[error] 31#31: *4412 FastCGI sent in stderr: "session_start(): open(/tmp/sess, O_RDWR) failed" while reading, cookie: "PHPSESSID=«mm5ro0t29ciic28383epfpeheu»"',
  ],
  [
    'reset link',
    'INFO  mailer: queued template=reset_password url=/account/reset/«kYnIqkWQIh9RkmXTIssKbKO8_ecUc1KY6mcpvp0eZFI» ttl=3600',
  ],
  [
    'otpauth',
    'qrcode payload otpauth://totp/Acme:ops?secret=«{upper:32}»&issuer=Acme&digits=6',
  ],
  [
    'recovery codes',
    'Recovery codes generated for user 8812:\n  «xh4pd-mwir1»\n  «f3dra-q9jut»\n  «yfju7-kvs49»',
  ],
  [
    'temp password mail',
    'Rendering text: "Hallo, Ihr vorläufiges Kennwort lautet: «278Oskar?» - bitte ändern Sie es nach der ersten Anmeldung."',
  ],
  [
    'spanish key',
    'ERROR c.b.nomina.Conexion - no se pudo abrir la conexión usuario=nomina contraseña=«Kaffee2023&» intentos=3',
  ],
  [
    'french key',
    '[ERREUR] ldap: liaison refusée (identifiant=svc_paie, mot_de_passe=«Umbr3ll4&98»)',
  ],
  [
    'portuguese key',
    "2026-02-11 09:00:00 ERRO Falha ao autenticar: {usuario: 'estoque', senha: '«theLightning23xx»'}",
  ],
  [
    'polish key',
    'WARN  baza: logowanie nieudane, użytkownik: kadry, hasło: «Xyz789Fene45»',
  ],
  [
    'russian key',
    'ОШИБКА подключения к БД: пользователь=buh1c пароль=«River_zeynep63» сервер=pg',
  ],
  [
    'chinese key',
    '2026-02-11 11:20:33 错误 数据库连接失败 用户名：crm 密码：«BTpKd89H*aar» 重试 3 次',
  ],
  [
    'japanese key',
    '[WARN] 接続エラー ユーザー=batch パスワード=«rehtnap866» リトライ 2/5',
  ],
  [
    'turkish swedish',
    'hata: kullanıcı=depo şifre=«4399Mustang@» reddedildi\nfel: användare=lager lösenord="«BRUno-1994-Live»" nekad',
  ],
  [
    'dutch czech hungarian',
    'gebruiker: kassa, wachtwoord: «R41nb0w!76»\nuživatel: sklad, heslo: «Bana4043ne%»\nfelhasználó: raktar, jelszó: «Hori6397on$»',
  ],
];
