import type {
  Container,
  LimitRangeItem,
  PodSpec,
} from 'kubernetes-types/core/v1';
import { referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { KnownKinds } from '../../snapshot/objects';
import { Amounts, amountsOf } from '../../snapshot/podRequests';
import { DetectionContext } from '../Detector';

/** What a container of the next pod would ask for, once defaults have been applied. */
export interface AdmittedContainer {
  name: string;
  /** Where it stands in the workload. */
  path: string;
  stated: Container['resources'];
  requests: Amounts;
  limits: Amounts;
}

export interface AdmittedTemplate {
  workload: Workload;
  spec: PodSpec;
  containers: readonly AdmittedContainer[];
}

/**
 * The templates from which a namespace's next pods will be made, with the defaults of its limit ranges.
 *
 * Left out are templates that state resources for the pod as a whole, finished Jobs, and workloads whose newest pod got more than its template states from somewhere
 * else, such as a webhook.
 */
export function* admittedTemplates(
  workloads: Iterable<Workload>,
  ranges: readonly KnownKinds['LimitRange'][],
  context: DetectionContext,
): Iterable<AdmittedTemplate> {
  const defaults = ranges.flatMap(({ spec }) =>
    (spec?.limits ?? [])
      .filter(({ type }) => type === 'Container')
      .map(defaultsOf),
  );
  for (const workload of workloads) {
    if (workload.metadata.deletionTimestamp || isDone(workload)) continue;
    const found = podTemplateOf(workload);
    const spec = found?.template.spec;
    if (!found || !spec || 'resources' in spec) continue;
    if (isCompletedElsewhere(workload, spec, context)) continue;
    const read = (list: 'initContainers' | 'containers') =>
      (spec[list] ?? []).map(({ name, resources }, index) => ({
        name: name ?? `#${index + 1}`,
        path: `${found.path}.spec.${list}[${index}].resources`,
        stated: resources,
        ...withDefaults(resources, defaults),
      }));
    yield {
      workload,
      spec,
      containers: [...read('initContainers'), ...read('containers')],
    };
  }
}

type Defaults = Record<'requests' | 'limits', Record<string, string>>;

/** The API server fills in what a limit range itself leaves out: the maximum is the default limit, and the default limit, else the minimum, the default request. */
function defaultsOf({
  default: limit,
  defaultRequest,
  max,
  min,
}: LimitRangeItem): Defaults {
  const limits = { ...max, ...limit };
  return { limits, requests: { ...min, ...limits, ...defaultRequest } };
}

/** A stated limit becomes the request before a limit range adds anything; of several ranges the first one counts. */
function withDefaults(
  stated: Container['resources'],
  defaults: readonly Defaults[],
): Pick<AdmittedContainer, 'requests' | 'limits'> {
  let requests = { ...stated?.limits, ...stated?.requests };
  let limits = { ...stated?.limits };
  for (const each of defaults) {
    requests = { ...each.requests, ...requests };
    limits = { ...each.limits, ...limits };
  }
  return { requests: amountsOf(requests), limits: amountsOf(limits) };
}

function isDone(workload: Workload) {
  if (workload.kind !== 'Job') return false;
  const { spec, status } = workload as KnownKinds['Job'];
  return Boolean(
    spec?.suspend || status?.completionTime || status?.conditions?.length,
  );
}

/** Whether a pod states resources of which neither its template nor a limit range knows. */
function isCompletedElsewhere(
  workload: Workload,
  spec: PodSpec,
  { graph }: DetectionContext,
) {
  const [pod] = graph.podsOf(referenceTo(workload));
  if (!pod || pod.metadata.annotations?.['kubernetes.io/limit-ranger'])
    return false;
  const running = new Map(
    (pod.spec?.containers ?? []).map(each => [each.name, each.resources]),
  );
  return (spec.containers ?? []).some(({ name, resources }) => {
    const actual = running.get(name);
    const count = (list: object | undefined) => Object.keys(list ?? {}).length;
    return (
      count(actual?.limits) > count(resources?.limits) ||
      count(actual?.requests) >
        count({ ...resources?.limits, ...resources?.requests })
    );
  });
}
