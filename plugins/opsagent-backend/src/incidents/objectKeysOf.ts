import { objectKey } from '../entities/objectKey';
import { LinkedIncident } from './IncidentStore';

/** Keys of the objects that an incident is about: what has to be changed, and what its findings are about. */
export function objectKeysOf({ incident, objects }: LinkedIncident): string[] {
  const about = Object.entries(objects)
    .filter(([, { findings = [] }]) => findings.length > 0)
    .map(([key]) => key);
  const changed = [incident.subject, incident.causes[0].subject].map(objectKey);
  return [...new Set([...changed, ...about])];
}
