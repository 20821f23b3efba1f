import { calm, line, logsOf } from './logLines.mjs';

const host = 'payments-db.payments.svc.cluster.local';

const payments = (pod, index) => {
  const minute = index === 0 ? '14:20' : '14:22';
  const second = index === 0 ? 49 : 31;
  const failed = attempt =>
    line(
      `${minute}:${second + 2 * attempt}.${210 + attempt}`,
      'error',
      'cannot connect to database',
      {
        attempt,
        host: `${host}:5432`,
        error: `dial tcp: lookup ${host} on 10.0.0.10:53: no such host`,
      },
    );
  return [
    line(`${minute}:${second}.114`, 'info', 'starting payments', {
      version: '3.8.1',
    }),
    failed(1),
    failed(2),
    failed(3),
    line(
      `${minute}:${second + 8}.002`,
      'fatal',
      'database unreachable, giving up',
      { attempts: 3 },
    ),
  ];
};

const checkout = () => [
  line('14:23:10.470', 'warn', 'payments is not reachable', {
    upstream: 'http://payments.payments',
    error: 'connect: connection refused',
  }),
];

/** The logs of staging at the time of the capture. */
export function stagingLogs(pods) {
  return [
    ...logsOf(pods, 'payments', payments),
    ...logsOf(pods, 'checkout', checkout),
    ...[
      'storefront',
      'cart',
      'catalog-api',
      'search',
      'notifications-worker',
    ].flatMap(name => logsOf(pods, name, calm)),
  ];
}
