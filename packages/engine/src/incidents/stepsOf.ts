import { FailureFlow } from './FailureFlow';
import { Group } from './Group';
import { FailureStep } from './Incident';
import { Spread } from './Spread';

/**
 * How the failure of a group spreads from what caused it to the subjects of its findings, and to the owners of what they affect.
 *
 * Over the failure flow where it leads there, by the nearest way; else straight from what the engine puts a finding down to.
 */
export function stepsOf(
  { causes, links, members, root }: Group,
  flow: FailureFlow,
): FailureStep[] {
  const spread = new Spread(causes[0].subject);
  spread.reach(root.subject, { flow });
  // First of all, as what else fails may be reached over them only.
  for (const owner of flow.ownersOf(root.affected))
    spread.reach(owner, { flow, from: root.subject });
  const byId = new Map(members.map(each => [each.id, each]));
  for (const { because, finding } of links) {
    const follower = byId.get(finding);
    if (follower)
      spread.reach(follower.subject, { flow, from: because.subject });
  }
  for (const { subject } of members)
    spread.reach(subject, { flow, from: root.subject });
  for (const { affected, subject } of members)
    for (const owner of flow.ownersOf(affected))
      spread.reach(owner, { flow, from: subject });
  return spread.steps;
}
