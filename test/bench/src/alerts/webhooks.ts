import { AlertmanagerAlert } from '@opsagent/backstage-plugin-opsagent-common';

/** Alerts on pods of Deployments with ten pods each. */
export function alertsOf(count: number, startsAt: Date): AlertmanagerAlert[] {
  return [...Array(count).keys()].map(index => {
    const deployment = `app-${Math.floor(index / 10)}`;
    const pod = `${deployment}-7d9c5b8f64-${(index % 10).toString(36)}`;
    return {
      status: 'firing',
      labels: {
        alertname: 'KubePodCrashLooping',
        cluster: 'prod',
        namespace: `team-${Math.floor(index / 100)}`,
        pod,
        container: 'app',
        reason: 'CrashLoopBackOff',
        severity: 'warning',
        prometheus: 'monitoring/k8s',
        uid: `${startsAt.getTime()}-${index}`,
      },
      annotations: {
        summary: 'Pod is crash looping.',
        description: `Pod ${pod} (app) is in waiting state (reason: "CrashLoopBackOff").`,
        runbook_url:
          'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping',
      },
      startsAt: startsAt.toISOString(),
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.com/graph?g0.expr=x&g0.tab=1',
      fingerprint: `${startsAt.getTime().toString(16)}${index.toString(16)}`,
    };
  });
}

/** The alerts as they are when they are over. */
export function over(
  alerts: readonly AlertmanagerAlert[],
  endsAt: Date,
): AlertmanagerAlert[] {
  return alerts.map(each => ({
    ...each,
    status: 'resolved',
    endsAt: endsAt.toISOString(),
  }));
}

export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let start = 0; start < items.length; start += size)
    groups.push(items.slice(start, start + size));
  return groups;
}
