import { Template } from '../Template';

/** Headers, cookies, queries and bodies of requests as proxies, clients and servers log them. */
export const REQUESTS: readonly Template[] = [
  ['Basic', '> Authorization: Basic «ZGVwbG95OmJsdWViZXJyeTc=»'],
  [
    'Basic in lower case, as HTTP/2 logs it',
    '[authorization: basic «YWRtaW46U3VubnlEYXk=»]',
  ],
  ['Bearer', "headers: { Authorization: 'Bearer «{base64url:44}»' }"],
  ['Bearer with a short token', 'Authorization: Bearer «tok-8841-prod»'],
  [
    'Bearer in an array of Go',
    'map[Accept:[*/*] Authorization:[Bearer «{base62:32}»]]',
  ],
  [
    'Digest',
    'Authorization: Digest username="cam", realm="ipcam", nonce="{hex:32}", uri="/s", response="«{hex:32}»"',
  ],
  [
    'ApiKey',
    'Authorization: ApiKey «VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==»',
  ],
  [
    'AWS signature',
    'Authorization: AWS4-HMAC-SHA256 Credential=AKID/20250110/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=«{hex:64}»',
  ],
  ['Token of Django', 'Authorization: Token «{hex:40}»'],
  ['without a scheme', 'Authorization: «{base62:40}»'],
  [
    'Negotiate',
    'Authorization: Negotiate «YIIJvwYGKwYBBQUCoIIJszCCCa+gMDAuBgkq{base64:80}»',
  ],
  ['Proxy-Authorization', 'Proxy-Authorization: Basic «cHJveHk6cHIweHlwYXNz»'],
  ['X-Auth-Token', 'X-Auth-Token: «gAAAAABl{base64url:100}»'],
  ['X-API-Key', 'x-api-key=«ak_prod_7781»'],
  [
    'X-Vault-Token',
    'curl -H "X-Vault-Token: «root-dev-token»" http://vault:8200/v1/sys/health',
  ],
  [
    'PRIVATE-TOKEN',
    "curl --header 'PRIVATE-TOKEN: «{base62:20}»' https://gitlab.example.org/api/v4/projects",
  ],
  ['X-Amz-Security-Token', 'x-amz-security-token:«FwoGZXIvYXdzE{base64:180}»'],
  ['Ocp-Apim-Subscription-Key', '"Ocp-Apim-Subscription-Key": "«{hex:32}»"'],
  ['X-Hub-Signature', 'X-Hub-Signature-256: sha256=«{hex:64}»'],
  [
    'a header as pairs of Rust',
    'headers=[("host", "api"), ("authorization", "Bearer «{base62:36}»")]',
  ],
  [
    'a header of Java in a list',
    'Request headers: [Accept:"*/*", X-Auth-Key:"«e0f1-77aa-k»"]',
  ],
  [
    'a header as raw bytes of Node',
    "rawHeaders: [ 'Host', 'api', 'X-Api-Key', '«k3y-of-the-api»' ]",
  ],
  ['Cookie', 'Cookie: theme=dark; JSESSIONID=«{upper:32}»; lang=de'],
  ['Cookie of Rails', 'Cookie: _shop_session=«{base62:80}--{hex:40}»'],
  [
    'Set-Cookie',
    'set-cookie: sid=«s%3A{base64url:32}.{base64url:43}»; Path=/; HttpOnly',
  ],
  ['Set-Cookie of PHP', 'Set-Cookie: PHPSESSID=«{lowerDigits:26}»; path=/'],
  [
    'oauth2-proxy',
    'cookie "_oauth2_proxy=«{base64:90}»|{digits:10}|«{base64url:43}=»" is invalid',
  ],
  [
    'connect.sid',
    "cookies: { 'connect.sid': '«s:{base64url:32}.{base64url:43}»' }",
  ],
  ['csrf', '"csrfmiddlewaretoken": ["«{base62:64}»"]'],
  ['api_key in a query', 'GET /v1/weather?q=Oslo&api_key=«{hex:32}» HTTP/1.1'],
  [
    'key in a query',
    'GET https://maps.example.org/geocode?address=x&key=«geo-4411-live» 403',
  ],
  [
    'access_token in a fragment',
    'redirect to https://app.example.org/cb#access_token=«{base62:40}»&token_type=bearer',
  ],
  [
    'code in a callback',
    'GET /oauth2/callback?code=«{base64url:60}»&state=xyz',
  ],
  [
    'X-Amz-Signature',
    'https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900&X-Amz-Signature=«{hex:64}»',
  ],
  [
    'X-Goog-Signature',
    'https://storage.googleapis.com/b/k?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Signature=«{hex:256}»',
  ],
  [
    'CloudFront',
    'https://d111.cloudfront.net/i.jpg?Expires=1700000000&Signature=«{base64url:170}__»&Key-Pair-Id=K2JCJMDEHXQW5F',
  ],
  [
    'password in a query',
    '"POST /login?username=eve&password=«Hello%20World1» HTTP/1.1" 302',
  ],
  [
    'jwt in a query',
    'wss://stream/ws?jwt=eyJhbGciOiJIUzI1NiJ9.«{base64url:60}.{base64url:43}»',
  ],
  [
    'a magic link',
    'sent https://app.example.org/reset-password/«{base64url:43}»',
  ],
  [
    'an invitation',
    'https://app.example.org/invite?invitation_token=«{base64url:20}»',
  ],
  [
    'grant',
    'POST /token grant_type=client_credentials&client_id=shop&client_secret=«{uuid}»',
  ],
  [
    'password grant',
    'body=grant_type=password&username=bob&password=«B0b%21sPass»&scope=openid',
  ],
  ['refresh', 'grant_type=refresh_token&refresh_token=«{base62:48}»'],
  [
    'assertion',
    'client_assertion=«eyJhbGciOiJSUzI1NiJ9.{base64url:120}.{base64url:86}»',
  ],
  ['pwd in a body', 'request body: {"login":"kim","pwd":"«Qwerty!99»"}'],
  [
    'passphrase in a body',
    '{"key":"signing","passphrase":"«open sesame, please»"}',
  ],
  ['pin in a body', '{"card":"corp","pin":"«480213»"}'],
  ['otp in a body', 'payload={"user":17,"otp":"«918273»","remember":true}'],
  [
    'cvv in a body',
    '{"number":"411111******1111","cvv":"«739»","exp":"12/27"}',
  ],
  ['security code of a card', '{"card":{"securityCode":"«8412»"}}'],
  [
    'GraphQL',
    '{"query":"mutation { login(email: \\"x\\", password: \\"«grAph!ql9»\\") { token } }"}',
  ],
  [
    'GraphQL variables',
    '{"operationName":"SignIn","variables":{"input":{"user":"kim","userPassword":"«kim&kim&kim»"}}}',
  ],
  [
    'SOAP',
    '<wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/x#PasswordText">«s0ap&amp;Water»</wsse:Password>',
  ],
  [
    'an answer with a session',
    '200 {"sessionId":"«{hex:32}»","expiresIn":3600}',
  ],
  [
    'a form of several parts',
    'Content-Disposition: form-data; name="password"\r\n\r\n«multi-Part-9»\r\n--b',
  ],
  [
    'escaped JSON',
    'msg="sending {\\"user\\":\\"app\\",\\"password\\":\\"«esc4ped-json»\\"}"',
  ],
  [
    'twice escaped JSON',
    String.raw`{"log":"{\"req\":\"{\\\"apiKey\\\":\\\"«twice-3scaped»\\\"}\"}"}`,
  ],
  [
    'curl with a user',
    'curl -u deploy:«curl-pass-5» https://artifacts.example.org',
  ],
  ['curl with a long flag', "curl --user 'svc:«Lng Fl4g»' -X POST http://x"],
  ['wget', 'wget --http-user=ci --http-password=«wgetP4ss» http://files/x'],
  ['httpie', 'http -a admin:«httpie!7» :8080/api'],
];
