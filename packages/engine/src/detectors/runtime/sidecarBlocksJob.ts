import { field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { containersOf } from '../shared/containers';
import { unquietActivePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = minutes(10);

/** Proxies that run until they are told to stop, by the names that their injectors or images have. */
const PROXIES: ReadonlySet<string> = new Set([
  'istio-proxy',
  'linkerd-proxy',
  'envoy',
  'envoy-sidecar',
  'consul-dataplane',
  'kuma-sidecar',
  'cloud-sql-proxy',
  'cloudsql-proxy',
  'vault-agent',
  'daprd',
]);

/** Jobs whose work is done but whose pod lives on. */
export const sidecarBlocksJob: Detector = {
  id: 'pod.sidecar-blocks-job',
  title: 'Sidecar keeps a Job from completing',
  tier: 'problem',
  kinds: ['Pod', 'Job'],
  documentation: {
    speaks:
      'All containers of a Job that do its work ended well ten minutes ago, but another one, such as an injected proxy, still runs, so that the Job does not complete.',
    silent: 'Native sidecars, which are ended with the pod.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const job = jobOf(pod, context);
    if (!job) continue;
    const own = new Set(
      (job.spec?.template?.spec?.containers ?? []).map(({ name }) => name),
    );
    const main = containersOf(pod).filter(({ role }) => role === 'main');
    const work = main.filter(
      ({ name, spec }) => own.has(name) && !isProxy(name, spec?.image),
    );
    const others = main.filter(each => !work.includes(each));
    const done = work.flatMap(({ status }) =>
      status.state?.terminated?.exitCode === 0 ? [status.state.terminated] : [],
    );
    if (work.length === 0 || done.length < work.length) continue;
    const since = done
      .map(({ finishedAt = '' }) => finishedAt)
      .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
    if (!olderThan(snapshot, since, GRACE)) continue;

    for (const { name, status, statusPath } of others) {
      if (!status.state?.running) continue;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: name,
        severity: 'high' as const,
        message: `The work of ${nameOf(subject)} ended at ${since}, but container ${name} still runs and keeps the Job from completing`,
        evidence: [
          field(pod, `${statusPath}.state`, status.state),
          field(
            pod,
            `${work[0].statusPath}.state.terminated`,
            work[0].status.state?.terminated,
          ),
        ],
        affected: affectedPod(pod, { container: name, since }),
      };
    }
  }
}

function isProxy(name: string, image = '') {
  const [imageName] = image.split('/').slice(-1)[0].split(/[:@]/);
  return PROXIES.has(name) || PROXIES.has(imageName);
}

function jobOf(pod: KnownKinds['Pod'], { snapshot }: DetectionContext) {
  const owner = pod.metadata.ownerReferences?.find(
    each => each.controller && each.kind === 'Job',
  );
  return owner && snapshot.get('Job', pod.metadata.namespace, owner.name);
}
