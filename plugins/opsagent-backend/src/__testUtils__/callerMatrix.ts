import { alertmanagerAlert } from './alertFixtures';

/** The owner of entity `pay`. */
export const PAYMENTS = 'group:default/payments';
const OTHERS = 'group:default/others';
const CART = 'component:default/cart';
export const PAY = 'component:default/pay';

export const READ = 'opsagent.finding.read';
export const UPDATE = 'opsagent.finding.update';
export const CLUSTER = 'opsagent.cluster.read';
export const SCAN = 'opsagent.scan.create';
const ALERT = 'opsagent.alert.create';
const INVESTIGATE = 'opsagent.investigation.create';
const ASK = 'opsagent.conversation.create';

const ALERT_LABELS = {
  alertname: 'KubePodNotReady',
  cluster: 'prod',
  namespace: 'shop',
  pod: 'pay-server-1-x',
};
const WEBHOOK = {
  version: '4',
  alerts: [alertmanagerAlert({ labels: ALERT_LABELS })],
};

export interface Lacks {
  permissions: string[];
  /** That the catalog hides. */
  entities?: string[];
  /** The caller reads and updates only what one of these owns. */
  claims?: string[];
}

/** What each of the callers lacks. */
export const CALLERS = {
  'without permissions': {
    permissions: [READ, UPDATE, CLUSTER, SCAN, ALERT, INVESTIGATE, ASK],
  },
  'who reads': {
    permissions: [UPDATE, CLUSTER, SCAN, ALERT, INVESTIGATE, ASK],
  },
  'who reads and updates': { permissions: [CLUSTER, SCAN, ALERT] },
  'who reads findings and clusters': {
    permissions: [UPDATE, SCAN, ALERT, INVESTIGATE, ASK],
  },
  'who may not see who caused it': {
    permissions: [CLUSTER, SCAN, ALERT],
    entities: [PAY],
  },
  'who may see neither': {
    permissions: [CLUSTER, SCAN, ALERT],
    entities: [PAY, CART],
  },
  'whose team owns what caused it': {
    permissions: [CLUSTER, SCAN, ALERT],
    claims: [PAYMENTS],
  },
  'of another team': {
    permissions: [CLUSTER, SCAN, ALERT],
    claims: [OTHERS],
  },
} satisfies Record<string, Lacks>;

export type CallerName = keyof typeof CALLERS | 'that is a service';

export const NAMES: CallerName[] = [
  ...(Object.keys(CALLERS) as (keyof typeof CALLERS)[]),
  'that is a service',
];

/** Routes of a portal with the broken shop, and the status of the answer to each of the callers in the order of `NAMES`. PAY, CART and BOTH stand for the ids of what was found. */
export const ROUTES: [string, number[]][] = [
  ['GET /findings', [403, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /findings/PAY', [403, 200, 200, 200, 404, 404, 200, 404, 200]],
  ['GET /findings/CART', [403, 200, 200, 200, 200, 404, 404, 404, 200]],
  ['PATCH /findings/PAY', [403, 403, 200, 403, 404, 404, 200, 404, 200]],
  ['PATCH /findings/CART', [403, 403, 200, 403, 200, 404, 404, 404, 200]],
  ['PATCH /findings/nothing', [403, 403, 404, 403, 404, 404, 404, 404, 404]],
  [
    'GET /findings/PAY/transitions',
    [403, 200, 200, 200, 404, 404, 200, 404, 200],
  ],
  [
    'GET /findings/nothing/transitions',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'DELETE /acceptances/nothing',
    [403, 403, 404, 403, 404, 404, 404, 404, 404],
  ],
  ['GET /incidents', [403, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /incidents/facets', [403, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /incidents/export', [403, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['POST /incidents/changes', [403, 403, 200, 403, 200, 200, 200, 200, 200]],
  ['GET /incidents/BOTH', [403, 200, 200, 200, 200, 404, 200, 404, 200]],
  ['GET /incidents/nothing', [403, 404, 404, 404, 404, 404, 404, 404, 404]],
  [
    'GET /incidents/BOTH/findings',
    [403, 200, 200, 200, 200, 404, 200, 404, 200],
  ],
  [
    'GET /incidents/nothing/findings',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  ['GET /incidents/BOTH/graph', [403, 200, 200, 200, 200, 404, 200, 404, 200]],
  [
    'GET /incidents/nothing/graph',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /incidents/BOTH/timeline',
    [403, 200, 200, 200, 200, 404, 200, 404, 200],
  ],
  [
    'GET /incidents/nothing/timeline',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  ['PATCH /incidents/BOTH', [403, 403, 200, 403, 200, 404, 200, 404, 200]],
  ['PATCH /incidents/nothing', [403, 403, 404, 403, 404, 404, 404, 404, 404]],
  [
    'GET /incidents/BOTH/transitions',
    [403, 200, 200, 200, 200, 404, 200, 404, 200],
  ],
  [
    'GET /incidents/nothing/transitions',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'POST /incidents/BOTH/investigations',
    [403, 403, 409, 403, 409, 404, 409, 404, 409],
  ],
  [
    'POST /incidents/nothing/investigations',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /incidents/BOTH/investigations',
    [403, 200, 200, 200, 200, 404, 200, 404, 200],
  ],
  [
    'GET /incidents/nothing/investigations',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /incidents/BOTH/summary',
    [403, 200, 200, 200, 200, 404, 200, 404, 200],
  ],
  [
    'POST /incidents/BOTH/summary',
    [403, 403, 409, 403, 409, 404, 409, 404, 409],
  ],
  [
    'GET /incidents/BOTH/summary/transcript',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /incidents/nothing/summary',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'POST /incidents/nothing/summary',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /investigations/nothing',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /investigations/nothing/events',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /investigations/nothing/transcript',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'POST /investigations/nothing/cancel',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    'GET /conversations?incident=BOTH',
    [403, 200, 200, 200, 200, 404, 200, 404, 403],
  ],
  [
    'GET /conversations?cluster=prod',
    [403, 403, 403, 200, 403, 403, 403, 403, 403],
  ],
  [
    'GET /suggestions?incident=BOTH',
    [403, 200, 200, 200, 200, 404, 200, 404, 403],
  ],
  ['POST /conversations', [403, 404, 404, 404, 404, 404, 404, 404, 403]],
  ['GET /conversations/nothing', [403, 404, 404, 404, 404, 404, 404, 404, 403]],
  [
    'DELETE /conversations/nothing',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'POST /conversations/nothing/messages',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'GET /conversations/nothing/messages/1',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'GET /conversations/nothing/messages/1/events',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'GET /conversations/nothing/messages/1/transcript',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'POST /conversations/nothing/messages/1/cancel',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'PUT /conversations/nothing/messages/1/feedback',
    [403, 404, 404, 404, 404, 404, 404, 404, 403],
  ],
  [
    'GET /entities/component/default/pay/health',
    [403, 200, 200, 200, 404, 404, 200, 200, 200],
  ],
  [
    'GET /entities/component/default/cart/health',
    [403, 200, 200, 200, 200, 404, 200, 200, 200],
  ],
  [
    'GET /entities/component/default/no/health',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  ['GET /overview', [403, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /clusters', [403, 403, 403, 200, 403, 403, 403, 403, 200]],
  ['GET /clusters/prod', [403, 403, 403, 200, 403, 403, 403, 403, 200]],
  ['GET /clusters/no', [403, 403, 403, 404, 403, 403, 403, 403, 404]],
  [
    'GET /clusters/prod/namespaces',
    [403, 403, 403, 200, 403, 403, 403, 403, 200],
  ],
  [
    'GET /clusters/no/namespaces',
    [403, 403, 403, 404, 403, 403, 403, 403, 404],
  ],
  [
    'GET /clusters/prod/namespaces/shop',
    [403, 403, 403, 200, 403, 403, 403, 403, 200],
  ],
  [
    'GET /clusters/prod/namespaces/no',
    [403, 403, 403, 404, 403, 403, 403, 403, 404],
  ],
  ['GET /clusters/prod/nodes', [403, 403, 403, 200, 403, 403, 403, 403, 200]],
  [
    'GET /clusters/prod/nodes/worker-1',
    [403, 403, 403, 200, 403, 403, 403, 403, 200],
  ],
  [
    'GET /clusters/prod/nodes/no',
    [403, 403, 403, 404, 403, 403, 403, 403, 404],
  ],
  ['POST /clusters/prod/scans', [403, 403, 403, 403, 403, 403, 403, 403, 202]],
  ['POST /alerts/alertmanager', [403, 403, 403, 403, 403, 403, 403, 403, 200]],
  ['GET /alerts', [403, 200, 200, 200, 200, 200, 200, 200, 200]],
  [
    `GET /alerts/target?${new URLSearchParams(ALERT_LABELS)}`,
    [403, 200, 200, 200, 404, 404, 200, 404, 200],
  ],
  [
    'GET /alerts/target?pod=nothing',
    [403, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
];

/** Everybody who is signed in may read these. */
export const OPEN_ROUTES = ['GET /openapi.json', 'GET /models'];

/** Of `POST` and `PUT` routes. */
export const BODIES: Record<string, object> = {
  '/alerts/alertmanager': WEBHOOK,
  '/conversations': { about: { type: 'incident', id: 'nothing' } },
  '/conversations/nothing/messages': { text: 'Why?' },
  '/conversations/nothing/messages/1/feedback': { helpful: true },
  '/incidents/changes': { ids: ['nothing'], change: { state: 'open' } },
};
