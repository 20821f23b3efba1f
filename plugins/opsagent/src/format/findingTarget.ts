import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { FindingTarget } from '../hooks/useLifecycleChange';
import { namespaceOf } from './objectName';

/** A finding as something whose state can be changed. */
export function findingTarget(finding: StoredFinding): FindingTarget {
  const { acceptance, id, subject, tier, title } = finding;
  const namespace = namespaceOf(subject);
  return { kind: 'finding', id, title, tier, namespace, acceptance };
}
