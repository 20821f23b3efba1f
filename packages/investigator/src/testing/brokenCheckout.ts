import { analyze, readDump } from '@opsagent/engine';
import { caseOfAnalysis } from '../caseOfAnalysis';
import { ClusterView } from '../cluster/ClusterView';
import { InvestigationScope } from '../cluster/InvestigationScope';
import { viewOfDump } from '../cluster/viewOfDump';
import { IncidentCase } from '../IncidentCase';

const OBJECTS = (template: string) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
  uid: deployment
  creationTimestamp: "2026-03-01T08:00:00Z"
spec:
  replicas: 1
  selector: { matchLabels: { app: checkout } }
  template: ${template}
status: { replicas: 1, unavailableReplicas: 1, observedGeneration: 1 }
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: checkout-1
  namespace: shop
  uid: replicaset
  creationTimestamp: "2026-03-01T11:00:00Z"
  annotations: { deployment.kubernetes.io/revision: "2" }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: checkout, uid: deployment, controller: true }]
spec:
  replicas: 1
  selector: { matchLabels: { app: checkout } }
  template: ${template}
status: { replicas: 1 }
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: checkout-0
  namespace: shop
  uid: replicaset-0
  creationTimestamp: "2026-03-01T08:00:00Z"
  annotations: { deployment.kubernetes.io/revision: "1" }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: checkout, uid: deployment, controller: true }]
spec:
  replicas: 0
  selector: { matchLabels: { app: checkout } }
  template: { metadata: { labels: { app: checkout } }, spec: { containers: [{ name: app, image: "registry.example/checkout:1" }] } }
status: { replicas: 0 }
---
apiVersion: v1
kind: Pod
metadata:
  name: checkout-1-x
  namespace: shop
  uid: pod
  labels: { app: checkout }
  creationTimestamp: "2026-03-01T11:00:00Z"
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: checkout-1, uid: replicaset, controller: true }]
spec: { nodeName: node-1, containers: [{ name: app, image: "registry.example/checkout:2", env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: checkout-db, key: password } } }, { name: TOKEN, value: "ghp_abcdefghijklmnopqrstuvwxyz0123456789" }] }] }
status:
  phase: Pending
  conditions: [{ type: Ready, status: "False", reason: ContainersNotReady, lastTransitionTime: "2026-03-01T11:00:00Z" }]
  containerStatuses: [{ name: app, ready: false, restartCount: 0, image: "registry.example/checkout:2", imageID: "", state: { waiting: { reason: CreateContainerConfigError, message: "couldn't find key password in Secret shop/checkout-db" } } }]
---
apiVersion: v1
kind: Secret
metadata: { name: checkout-db, namespace: shop, creationTimestamp: "2026-03-01T08:00:00Z" }
data: { user: c2hvcA== }
---
apiVersion: v1
kind: Service
metadata: { name: checkout, namespace: shop, creationTimestamp: "2026-03-01T08:00:00Z" }
spec: { selector: { app: checkout }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: keys, namespace: bank, creationTimestamp: "2026-03-01T08:00:00Z" }
data: { vault: "the combination is 4711" }
---
apiVersion: v1
kind: Event
metadata: { name: checkout.1, namespace: shop }
involvedObject: { apiVersion: v1, kind: Pod, namespace: shop, name: checkout-1-x, uid: pod }
reason: Failed
type: Warning
message: "Error: couldn't find key password in Secret shop/checkout-db. Mail ana@example.org for help"
count: 7
lastTimestamp: "2026-03-01T11:58:00Z"
`;

const TEMPLATE =
  '{ metadata: { labels: { app: checkout } }, spec: { containers: [{ name: app, image: "registry.example/checkout:2", env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: checkout-db, key: password } } }] }] } }';

/** A Deployment whose Secret lacks a key, as its incident and as the cluster it is seen in; another namespace lies beside it. */
export function brokenCheckout(options: { logs?: string } = {}): {
  incident: IncidentCase;
  view: ClusterView;
} {
  const snapshot = readDump(
    [
      { path: 'objects.yaml', text: OBJECTS(TEMPLATE) },
      {
        path: 'shop/checkout-1-x/logs.txt',
        text: options.logs ?? 'starting\nready soon\n',
      },
    ],
    {
      capturedAt: new Date('2026-03-01T12:00:00Z'),
      kindsWithoutObjects: 'empty',
    },
  );
  const analysis = analyze(snapshot);
  const incident = caseOfAnalysis(analysis);
  return {
    incident,
    view: viewOfDump(
      snapshot,
      analysis,
      InvestigationScope.ofIncident(incident),
    ),
  };
}
