import {
  IncidentChangeResult,
  IncidentSummary,
} from '@opsagent/backstage-plugin-opsagent-common';
import { isOf } from './failures';

/** Why an incident was left as it was. */
export type Refusal =
  'gone' | 'forbidden' | 'changedMeanwhile' | 'resolvedMeanwhile' | 'other';

export interface RefusedChange {
  incident: IncidentSummary;
  refusal: Refusal;
}

/** What became of a change of several incidents. */
export interface BulkOutcome {
  changed: IncidentSummary[];
  refused: RefusedChange[];
}

/** What became of each incident that was to be changed. One of which nothing is said was not changed. */
export function outcomeOf(
  incidents: readonly IncidentSummary[],
  results: readonly IncidentChangeResult[],
): BulkOutcome {
  const outcome: BulkOutcome = { changed: [], refused: [] };
  for (const incident of incidents) {
    const result = results.find(each => each.id === incident.id);
    if (result && 'state' in result) outcome.changed.push(incident);
    else outcome.refused.push({ incident, refusal: refusalOf(result?.error) });
  }
  return outcome;
}

function refusalOf(error?: { name: string; message: string }): Refusal {
  switch (error?.name) {
    case 'NotFoundError':
      return 'gone';
    case 'NotAllowedError':
      return 'forbidden';
    case 'ConflictError':
      return isOf(new Error(error.message), 'expected')
        ? 'changedMeanwhile'
        : 'resolvedMeanwhile';
    default:
      return 'other';
  }
}

/** Whether the reader may change the state of an incident now. What is resolved only a scan brings back. */
export function isChangeable({
  mayChange,
  state,
}: Pick<IncidentSummary, 'mayChange' | 'state'>): boolean {
  return mayChange && state !== 'resolved';
}
