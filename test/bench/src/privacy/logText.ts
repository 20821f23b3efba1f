import { Drawing } from './Drawing';

type Line = (draw: Drawing) => string;

const HOSTS = [
  'checkout-db.shop.svc.cluster.local',
  'payments.initech.com',
  'cart',
  'kafka-0.kafka.data:9092',
];

const time = (draw: Drawing) =>
  `2026-03-01T10:${10 + draw.below(49)}:${10 + draw.below(49)}.${100_000 + draw.below(800_000)}Z`;
const uuid = (draw: Drawing) =>
  [8, 4, 4, 4, 12].map(each => draw.hex(each)).join('-');
const address = (draw: Drawing) =>
  `10.${draw.below(4)}.${draw.below(10)}.${draw.below(5)}`;

/** Lines as web servers, controllers and applications in Java, Go and Python write them. */
const LINES: readonly Line[] = [
  draw =>
    `${time(draw)} INFO  [http-nio-8080-exec-${draw.below(20)}] c.i.shop.cart.CartController : Loaded cart ${uuid(draw)} in ${draw.below(400)} ms`,
  draw =>
    `${address(draw)} - - [01/Mar/2026:10:00:${10 + draw.below(49)} +0000] "GET /api/v1/products/${draw.below(9_999)}?page=${draw.below(20)} HTTP/1.1" 200 ${draw.below(99_999)} "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"`,
  draw =>
    `{"level":"info","ts":"${time(draw)}","logger":"controller.pod","msg":"Reconciling","namespace":"shop","name":"checkout-7d9f8b6c5d-x2x9k","trace_id":"${draw.hex(32)}","duration":${draw.below(1_000) / 1_000}}`,
  draw =>
    `\tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:${draw.below(999)})`,
  draw =>
    `E0301 10:00:00.${100_000 + draw.below(800_000)}       1 reflector.go:147] k8s.io/client-go/informers/factory.go:150: Failed to watch *v1.Pod: Get "https://10.96.0.1:443/api/v1/pods?resourceVersion=${draw.below(99_999_999)}": dial tcp 10.96.0.1:443: connect: connection refused`,
  draw =>
    `level=warn ts=${time(draw)} caller=main.go:${draw.below(500)} component=queue msg="retrying request" attempt=${draw.below(5)} host=${HOSTS[draw.below(HOSTS.length)]} err="context deadline exceeded"`,
  draw =>
    `  File "/usr/lib/python3.11/site-packages/django/db/backends/base/base.py", line ${draw.below(400)}, in ensure_connection`,
  draw =>
    `time="${time(draw)}" level=info msg="Processed order" order_id=${draw.below(999_999)} customer=${draw.below(9_999)} amount=12.50 currency=EUR user=bo${draw.below(50)}@initech.com`,
];

/** Lines of a log, of about so many characters in all and the same at every run. */
export function logLines(characters: number): readonly string[] {
  const draw = new Drawing(20260605);
  const lines: string[] = [];
  for (
    let size = 0;
    size < characters;
    size += lines[lines.length - 1].length + 1
  )
    lines.push(LINES[draw.below(LINES.length)](draw));
  return lines;
}
