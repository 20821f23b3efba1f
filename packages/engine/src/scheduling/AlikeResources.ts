import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../snapshot/objects';
import { Amounts, amountsOf, podRequests } from '../snapshot/podRequests';

/** What a pod asks for and what it may take. */
export interface PodResources {
  requests: Amounts;
  /** Of containers and native sidecars. */
  limits: Amounts;
}

type Quantities = Readonly<Record<string, unknown>> | undefined;

/** The resources of pods. All that state the same share one answer: most pods of a cluster come from few templates. */
export class AlikeResources {
  readonly #known = new Map<string, PodResources>();
  /** Copies of a pod mostly stand beside it. */
  #last: { spec: PodSpec; resources: PodResources } | undefined;

  of({ spec }: KnownKinds['Pod']): PodResources {
    if (!spec) return this.#ofSpec(spec);
    const last = this.#last;
    if (last && stateTheSame(last.spec, spec)) return last.resources;
    const resources = this.#ofSpec(spec);
    this.#last = { spec, resources };
    return resources;
  }

  #ofSpec(spec: PodSpec | undefined): PodResources {
    const stated = statedBy(spec);
    const known = this.#known.get(stated);
    if (known) return known;
    const resources = { requests: podRequests(spec), limits: limitsOf(spec) };
    this.#known.set(stated, resources);
    return resources;
  }
}

/** Whether two pods surely have the same resources; pods that state any as a whole are not compared. */
function stateTheSame(one: PodSpec, other: PodSpec) {
  return (
    !isStatedAsWhole(one) &&
    !isStatedAsWhole(other) &&
    areAlike(one.containers, other.containers) &&
    areAlike(one.initContainers, other.initContainers)
  );
}

function isStatedAsWhole(spec: PodSpec) {
  const { overhead, resources } = spec as PodSpec &
    Pick<Container, 'resources'>;
  return overhead !== undefined || resources !== undefined;
}

function areAlike(
  some: readonly Container[] = [],
  others: readonly Container[] = [],
) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    const [one, other] = [some[index], others[index]];
    if (
      one.restartPolicy !== other.restartPolicy ||
      !areEqual(one.resources?.requests, other.resources?.requests) ||
      !areEqual(one.resources?.limits, other.resources?.limits)
    )
      return false;
  }
  return true;
}

function areEqual(some: Quantities, others: Quantities) {
  for (const name in some) if (some[name] !== others?.[name]) return false;
  for (const name in others) if (some?.[name] === undefined) return false;
  return true;
}

/** Whatever the resources of a pod follow from, as text. */
function statedBy(spec: PodSpec | undefined): string {
  if (!spec) return '';
  const { overhead, resources } = spec as PodSpec &
    Pick<Container, 'resources'>;
  let text = statedByAll(spec.containers);
  if (spec.initContainers) text += `\0init${statedByAll(spec.initContainers)}`;
  if (resources) text += `\0pod${statedByAll([{ resources }])}`;
  if (overhead) text += `\0overhead${entriesOf(overhead)}`;
  return text;
}

function statedByAll(
  containers:
    readonly Pick<Container, 'resources' | 'restartPolicy'>[] | undefined,
) {
  let text = '';
  for (const { resources, restartPolicy } of containers ?? []) {
    text += `\0${restartPolicy ?? ''}`;
    if (!resources) continue;
    text += `\0requests${entriesOf(resources.requests)}`;
    text += `\0limits${entriesOf(resources.limits)}`;
  }
  return text;
}

function entriesOf(quantities: Quantities) {
  let text = '';
  for (const name in quantities)
    if (Object.hasOwn(quantities, name))
      text += `\0${name}\0${quantities[name]}`;
  return text;
}

function limitsOf(spec: PodSpec | undefined): Amounts {
  const limits = new Map<string, number>();
  const add = ({ resources }: Container) => {
    for (const [resource, amount] of amountsOf(resources?.limits))
      limits.set(resource, (limits.get(resource) ?? 0) + amount);
  };
  for (const each of spec?.containers ?? []) add(each);
  for (const each of spec?.initContainers ?? [])
    if (each.restartPolicy === 'Always') add(each);
  return limits;
}
