import { Finding } from '../../findings/Finding';
import { Situation, ContainerPlace, containerIn } from '../Situation';

/** A container with the detectors that found something to restrict in it. */
export interface HardenedContainer {
  place: ContainerPlace;
  detectors: ReadonlySet<string>;
}

const PLACE = /(?:^|\.)(containers|initContainers)\[(\d+)\]/;

/** Each container of the workload's template that the evidence of a finding points at; the one that the situation is about where none does. */
export function hardenedContainers(situation: Situation): HardenedContainer[] {
  const found = new Map<string, { place: ContainerPlace; by: Set<string> }>();
  for (const finding of situation.findings) {
    for (const place of placesOf(finding, situation)) {
      const known = found.get(place.name) ?? { place, by: new Set() };
      known.by.add(finding.detector);
      found.set(place.name, known);
    }
  }
  return [...found.values()]
    .sort((a, b) => a.place.index - b.place.index)
    .map(({ place, by }) => ({ place, detectors: by }));
}

function placesOf(finding: Finding, { template, container }: Situation) {
  const named = finding.evidence.flatMap(each => {
    const [, list, index] =
      (each.type === 'field' && PLACE.exec(each.path)) || [];
    if (list !== 'containers' && list !== 'initContainers') return [];
    const name = template?.spec?.[list]?.[Number(index)]?.name;
    return containerIn(template, name) ?? [];
  });
  return named.length > 0 || !container ? named : [container];
}
