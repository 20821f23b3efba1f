import { calm, line, logsOf } from './logLines.mjs';

const searchFailed = time =>
  line(time, 'error', 'upstream answered', {
    upstream: 'http://search',
    status: 503,
    path: '/search?q=lamp',
  });

const storefront = () => [
  line('13:31:04.771', 'info', 'request', {
    path: '/search?q=desk',
    status: 200,
  }),
  searchFailed('13:31:09.310'),
  searchFailed('13:31:12.874'),
  line('14:24:01.223', 'info', 'request', { path: '/', status: 200, ms: 41 }),
  searchFailed('14:24:37.050'),
];

const recommendations = (pod, index) => {
  const start = index === 0 ? '14:18' : '14:20';
  const second = index === 0 ? 2 : 12;
  const at = offset =>
    `${start}:${String(second + offset).padStart(2, '0')}.${400 + offset}`;
  return [
    line(at(1), 'info', 'starting recommendations', { version: '1.22.0' }),
    line(at(2), 'info', 'loading model', {
      path: '/models/als-2026-11',
      factors: 128,
    }),
    line(at(9), 'info', 'model loaded', { items: 418203, heap_mb: 187 }),
    line(at(10), 'info', 'listening', { port: 8080 }),
    line(at(26), 'info', 'warming up', { items: 50000, heap_mb: 236 }),
  ];
};

const search = () => [
  line('13:31:05.602', 'info', 'starting search', { version: '5.2.0' }),
  line('13:31:05.655', 'info', 'index opened', { documents: 418203 }),
  line('13:31:05.661', 'info', 'listening', { port: 8080 }),
];

const access = (time, path, upstream, status) =>
  JSON.stringify({
    time: `2026-11-18T${time}+00:00`,
    host: 'shop.example.com',
    method: 'GET',
    path,
    proxy_upstream_name: upstream,
    status,
  });

const ingress = (pod, index) => [
  access(`13:31:0${index + 7}`, '/search?q=desk', 'shop-search-http', 503),
  access(`14:24:1${index}`, '/', 'shop-storefront-http', 200),
  access(`14:24:3${index}`, '/search?q=lamp', 'shop-search-http', 503),
];

/** The logs of production at the time of the capture. */
export function prodEuLogs(pods) {
  return [
    ...logsOf(pods, 'storefront', storefront),
    ...logsOf(pods, 'recommendations', recommendations),
    ...logsOf(pods, 'search', search),
    ...logsOf(pods, 'ingress-nginx', ingress),
    ...['cart', 'catalog-api', 'checkout', 'payments'].flatMap(name =>
      logsOf(pods, name, calm),
    ),
  ];
}
