import {
  EntityHealth,
  Life,
  StoredFinding,
  StoredIncident,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';

export interface ByAttention<T> {
  unseen: T[];
  acknowledged: T[];
  snoozed: T[];
}

/** Apart what wants attention and what somebody has already dealt with, each in the order given. */
export function byAttention<T extends Pick<Life, 'state'>>(
  items: readonly T[],
): ByAttention<T> {
  return {
    unseen: items.filter(isUnseen),
    acknowledged: items.filter(each => each.state === 'acknowledged'),
    snoozed: items.filter(each => each.state === 'snoozed'),
  };
}

/** Problems that no incident joins. */
export function looseProblems({
  incidents,
  findings,
}: Pick<EntityHealth, 'incidents' | 'findings'>): StoredFinding[] {
  const joined = new Set(incidents.flatMap(each => each.findings));
  return findings.filter(
    each => each.tier === 'problem' && !joined.has(each.id),
  );
}

/** What an incident joins beyond what proves its likeliest cause, as far as the reader may see it, and how much else there is. */
export function consequencesOf(
  incident: StoredIncident,
  findings: readonly StoredFinding[],
): { shown: StoredFinding[]; elsewhere: number } {
  const proofs = new Set(incident.causes[0]?.findings);
  const following = incident.findings.filter(id => !proofs.has(id));
  const shown = following.flatMap(
    id => findings.find(each => each.id === id) ?? [],
  );
  return { shown, elsewhere: following.length - shown.length };
}
