import { Surrounding } from './Planted';

/** Places in which nothing but its form tells a key from another word. */
export const KEY_SURROUNDINGS: readonly Surrounding[] = [
  [
    'a sentence',
    key => `2026-03-01T10:00:00Z ERROR upstream rejected ${key} for tenant 42`,
  ],
  [
    'a message in quotes',
    key => `level=error msg="the server answered 401 to '${key}'" attempt=3`,
  ],
  [
    'a structured log',
    key =>
      `{"level":"warn","ts":1767225600.123,"msg":"retrying","args":["${key}"],"attempt":2}`,
  ],
  ['a path', key => `GET /v1/callback/${key}/status HTTP/1.1 404 17ms`],
  ['a query', key => `"GET /hooks?a=1&x=${key}&page=2 HTTP/1.1" 200 512`],
  [
    'a Java exception',
    key =>
      `java.lang.IllegalStateException: Rejected [${key}]\n\tat com.initech.shop.Client.call(Client.java:42)`,
  ],
  [
    'a Go panic',
    key =>
      `panic: bad response: ${key}\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:17 +0x1d`,
  ],
  [
    'a Python traceback',
    key =>
      `Traceback (most recent call last):\n  File "/app/main.py", line 7, in call\nValueError: ('${key}',)`,
  ],
  [
    'a Node error',
    key =>
      `Error: request to upstream failed, reason: ${key}\n    at ClientRequest.<anonymous> (/app/node_modules/node-fetch/lib/index.js:1491:11)`,
  ],
  ['a list', key => `loaded 3 values: [alpha, ${key}, omega]`],
  [
    'an event',
    key => ({
      kind: 'Event',
      message: `Readiness probe failed: Get "http://10.1.2.3:80/${key}": EOF`,
      reason: 'Unhealthy',
    }),
  ],
  [
    'an annotation',
    key => ({
      kind: 'Deployment',
      metadata: {
        name: 'cart',
        annotations: { 'team/note': `rotate ${key} soon` },
      },
    }),
  ],
  [
    'an argument',
    key => ({
      kind: 'Pod',
      spec: {
        containers: [
          { name: 'cart', args: ['--verbose', `--upstream=${key}`] },
        ],
      },
    }),
  ],
  [
    'a ConfigMap',
    key => ({
      kind: 'ConfigMap',
      data: { 'app.properties': `greeting=hello\nvalue.of.it=${key}\n` },
    }),
  ],
  [
    'a probe',
    key => ({
      kind: 'Pod',
      spec: {
        containers: [
          {
            name: 'cart',
            livenessProbe: { httpGet: { path: `/healthz/${key}` } },
          },
        ],
      },
    }),
  ],
  [
    'a script',
    key => ({
      kind: 'Pod',
      spec: {
        initContainers: [
          {
            command: [
              'sh',
              '-c',
              `curl -fsS https://x.initech.com/${key} -o /tmp/a`,
            ],
          },
        ],
      },
    }),
  ],
];
