import { metadata } from './metadata';
import { podStatusOf } from './podStatus';
import { SyntheticWorkload } from './workload';

/** The pod template of a workload, with the fields that the API server fills in. */
export function templateOf(workload: SyntheticWorkload) {
  const { name, namespace, index } = workload;
  const environment = Array.from({ length: 10 }, (_, position) => ({
    name: `SETTING_${position}`,
    value: `value of setting ${position} in ${namespace}`,
  }));
  return {
    metadata: {
      labels: labelsOf(workload),
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '8080',
      },
    },
    spec: {
      containers: [
        {
          name: 'app',
          image: `registry.example.com/${namespace}/${name}:1.${index}.0`,
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
          envFrom: [{ configMapRef: { name: `${name}-settings` } }],
          env: [
            ...environment,
            {
              name: 'DATABASE_URL',
              value: `postgresql://service-${index - (index % 10)}.${namespace}.svc.cluster.local:5432/app`,
            },
            {
              name: 'DATABASE_PASSWORD',
              valueFrom: {
                secretKeyRef: {
                  name:
                    workload.fault === 'missing-secret'
                      ? `${name}-absent`
                      : `${name}-credentials`,
                  key: 'password',
                },
              },
            },
            {
              name: 'POD_NAME',
              valueFrom: {
                fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' },
              },
            },
          ],
          resources: {
            requests:
              workload.fault === 'unschedulable'
                ? { cpu: '640', memory: '256Mi' }
                : { cpu: '100m', memory: '256Mi' },
            limits: { memory: '512Mi' },
          },
          readinessProbe: probe('/ready', 10),
          livenessProbe: probe('/live', 20),
          volumeMounts: [
            { name: 'settings', mountPath: '/etc/app', readOnly: true },
            { name: 'cache', mountPath: '/var/cache/app' },
            ...(workload.kind === 'StatefulSet'
              ? [{ name: 'data', mountPath: '/var/lib/app' }]
              : []),
          ],
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: true,
          },
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      volumes: [
        {
          name: 'settings',
          configMap: { name: `${name}-settings`, defaultMode: 420 },
        },
        { name: 'cache', emptyDir: { sizeLimit: '64Mi' } },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: name,
      serviceAccount: name,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      schedulerName: 'default-scheduler',
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: labelsOf(workload) },
        },
      ],
    },
  };
}

export function labelsOf({ name, namespace }: SyntheticWorkload) {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': namespace,
    'backstage.io/kubernetes-id': name,
  };
}

/** The pods of a workload, spread over the nodes. */
export function podsOf(workload: SyntheticWorkload, nodes: number) {
  const { name, namespace, kind, replicas, index } = workload;
  const template = templateOf(workload);
  const hash = `${(index % 97) + 100}d5f`;
  const owner =
    kind === 'StatefulSet'
      ? { apiVersion: 'apps/v1', kind, name }
      : { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}` };
  return Array.from({ length: replicas }, (_, ordinal) => {
    const podName =
      kind === 'StatefulSet'
        ? `${name}-${ordinal}`
        : `${name}-${hash}-${ordinal}x2z4`;
    const node = `node-${(index * 7 + ordinal) % nodes}`;
    const token = 'kube-api-access-x7z4q';
    const [container] = template.spec.containers;
    const containers = [
      {
        ...container,
        volumeMounts: [
          ...container.volumeMounts,
          {
            name: token,
            mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
            readOnly: true,
          },
        ],
      },
    ];
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata('Pod', {
        name: podName,
        namespace,
        labels: { ...template.metadata.labels, 'pod-template-hash': hash },
        annotations: template.metadata.annotations,
        owner,
      }),
      spec: {
        ...template.spec,
        ...(workload.fault === 'unschedulable' ? {} : { nodeName: node }),
        enableServiceLinks: true,
        preemptionPolicy: 'PreemptLowerPriority',
        priority: 0,
        containers,
        tolerations: ['not-ready', 'unreachable'].map(key => ({
          key: `node.kubernetes.io/${key}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        })),
        volumes: [
          ...template.spec.volumes,
          ...(kind === 'StatefulSet'
            ? [
                {
                  name: 'data',
                  persistentVolumeClaim: { claimName: `data-${podName}` },
                },
              ]
            : []),
          {
            name: token,
            projected: {
              defaultMode: 420,
              sources: [
                {
                  serviceAccountToken: {
                    expirationSeconds: 3607,
                    path: 'token',
                  },
                },
                {
                  configMap: {
                    name: 'kube-root-ca.crt',
                    items: [{ key: 'ca.crt', path: 'ca.crt' }],
                  },
                },
                {
                  downwardAPI: {
                    items: [
                      {
                        path: 'namespace',
                        fieldRef: {
                          apiVersion: 'v1',
                          fieldPath: 'metadata.namespace',
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
      status: podStatusOf(workload, containers, { ordinal, nodes }),
    };
  });
}

function probe(path: string, periodSeconds: number) {
  return {
    httpGet: { path, port: 'http', scheme: 'HTTP' },
    timeoutSeconds: 3,
    periodSeconds,
    successThreshold: 1,
    failureThreshold: 3,
  };
}
