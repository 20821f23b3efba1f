import type { ServicePort } from 'kubernetes-types/core/v1';
import { judgeConnection } from '../../network/judgeConnection';
import { podPortNumber } from '../../network/podPorts';
import { Direction } from '../../network/policyRules';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

type Pod = KnownKinds['Pod'];
type Service = KnownKinds['Service'];

/** A connection that a pod wants to open through a Service. */
export interface WantedConnection {
  from: Pod;
  service: Service;
  /** The port of the Service, if it is known. */
  target: ServicePort | undefined;
  /** The port that is used where the name leads straight to the pods. */
  direct?: number;
}

/** The policies that keep a pod from every pod behind a Service. */
export interface Refusal {
  providers: readonly Pod[];
  direction: Direction;
  by: readonly KnownKinds['NetworkPolicy'][];
  /** Of the pods. */
  port: number;
}

/** Undefined when one of the pods behind the Service may be reached, or when that cannot be told. */
export function refusalOf(
  { from, service, target, direct }: WantedConnection,
  { snapshot, graph }: DetectionContext,
): Refusal | undefined {
  const { type, clusterIP, clusterIPs = [] } = service.spec ?? {};
  if (type === 'ExternalName') return undefined;
  const protocol = target?.protocol ?? 'TCP';
  const via = [...clusterIPs, ...(clusterIP ? [clusterIP] : [])];
  const providers = graph
    .podsSelectedBy(service)
    .filter(each => each !== from && !each.metadata.deletionTimestamp);
  let first: Refusal | undefined;
  for (const to of providers) {
    const port =
      direct ??
      (target && podPortNumber(to, target.targetPort ?? target.port, protocol));
    if (port === undefined) return undefined;
    const verdict = judgeConnection(
      { from, to, port, protocol, via },
      snapshot,
    );
    if (verdict.answer !== 'refused') return undefined;
    first ??= { ...verdict, port, providers };
  }
  return first;
}

/** Answers for pods with the same labels from memory: a policy sees nothing else of them. */
export function rememberingRefusals(context: DetectionContext) {
  const known = new Map<string, Refusal | undefined>();
  return (wanted: WantedConnection): Refusal | undefined => {
    const { from, service, target, direct } = wanted;
    const { namespace, labels } = from.metadata;
    const key = JSON.stringify([
      namespace,
      labels,
      from.spec?.hostNetwork,
      service.metadata.namespace,
      service.metadata.name,
      target,
      direct,
    ]);
    if (!known.has(key)) known.set(key, refusalOf(wanted, context));
    return known.get(key);
  };
}
