import { FieldEvidence, Finding, JsonValue } from '../../findings/Finding';
import { ContainerPlace, Situation, containerIn } from '../Situation';

/** A container with what is to be restricted in it. */
export interface HardenedContainer {
  place: ContainerPlace;
  /** What each detector found there, by its id; undefined where the field is unset. */
  found: ReadonlyMap<string, JsonValue | undefined>;
}

const PLACE =
  /^(.*?\b(?:containers|initContainers|containerStatuses|initContainerStatuses))\[(\d+)\]/;

/** Each container of the workload's template that the evidence of a finding points at; the one that the situation is about where none does. */
export function hardenedContainers(situation: Situation): HardenedContainer[] {
  const containers = new Map<
    string,
    { place: ContainerPlace; found: Map<string, JsonValue | undefined> }
  >();
  for (const finding of situation.findings) {
    for (const { place, value } of placesOf(finding, situation)) {
      const known = containers.get(place.name) ?? { place, found: new Map() };
      known.found.set(finding.detector, value);
      containers.set(place.name, known);
    }
  }
  return [...containers.values()].sort((a, b) => a.place.index - b.place.index);
}

interface Place {
  place: ContainerPlace;
  value?: JsonValue;
}

/** A container that admission has added stands in no template, and moves the places of the others. */
function placesOf(finding: Finding, situation: Situation): Place[] {
  const { template, container } = situation;
  const named = finding.evidence.flatMap(each => {
    const name = each.type === 'field' && nameIn(each, situation);
    return name ? [{ evidence: each, name }] : [];
  });
  if (named.length === 0) return container ? [{ place: container }] : [];
  return named.flatMap(({ evidence, name }) => {
    const place = containerIn(template, name);
    return place ? [{ place, value: evidence.value }] : [];
  });
}

/** The name of the container that evidence is about, as the object says it that the evidence was read from. */
function nameIn({ object, path }: FieldEvidence, situation: Situation) {
  const [, list, index] = PLACE.exec(path) ?? [];
  if (!list) return undefined;
  const containers = list
    .split('.')
    .reduce<unknown>(
      (value, field) => (value as Record<string, unknown> | undefined)?.[field],
      situation.objectOf(object),
    );
  return (containers as readonly { name?: string }[] | undefined)?.[
    Number(index)
  ]?.name;
}
