import { Severity } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  BINDING_KINDS,
  Grant,
  ROLE_KINDS,
  Role,
  formatSubject,
  grantedRoles,
  rulesOf,
} from './bindings';
import {
  coversBuiltIn,
  entersPods,
  escalationsOf,
  hasWildcard,
  isEverything,
} from './powers';

/** Roles that somebody has and that grant more than their holders can need. */
export const riskyRoles = detectorFamily({
  rows: [
    {
      id: 'rbac.wildcard',
      title: 'Role grants by wildcard',
      documentation: {
        speaks:
          'A rule of a role that somebody has names `*` as its verbs, resources or API groups, and so grants what does not exist yet, too. Low where it is confined to the API groups of an add-on.',
      },
    },
    {
      id: 'rbac.pod-exec',
      title: 'Role opens shells in containers',
      documentation: {
        speaks:
          'A role that somebody has grants `pods/exec` or `pods/attach`, by name or by wildcard: its holders act with the rights of every pod in its scope.',
      },
    },
    {
      id: 'rbac.escalation',
      title: 'Role lets its holders widen their rights',
      documentation: {
        speaks:
          'A role that somebody has grants the verbs escalate, bind or impersonate, the creation of ServiceAccount tokens, `nodes/proxy`, or writing to webhook configurations. Each is a way to rights that the role does not name.',
      },
    },
  ],
  tier: 'hygiene',
  kinds: [...ROLE_KINDS, ...BINDING_KINDS],
  documentation: {
    silent:
      'Roles that come with the cluster, that nobody has, or that only its own parts have. A rule that grants everything is told as a wildcard alone.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
    ],
  },

  examines: ({ snapshot }) =>
    [...grantedRoles(snapshot).keys()].map(referenceTo),

  *read({ snapshot }) {
    for (const [role, grants] of grantedRoles(snapshot))
      yield* judge(role, grants);
  },
});

function* judge(role: Role, grants: readonly Grant[]): Iterable<FamilyDraft> {
  const rules = rulesOf(role);
  const { namespace, name } = role.metadata;
  const title = `${role.kind} ${namespace ? `${namespace}/` : ''}${name}`;
  const [holder] = grants;
  const draft = (
    id: string,
    severity: Severity,
    indexes: readonly number[],
    says: string,
  ): FamilyDraft => ({
    detector: id,
    subject: referenceTo(role),
    severity,
    message: `${title}, which ${formatSubject(holder.subject)}${grants.length > 1 ? ` and ${grants.length - 1} more have` : ' has'}, ${says}`,
    evidence: [
      ...indexes
        .slice(0, 3)
        .map(index => field(role, `rules[${index}]`, rules[index])),
      field(holder.binding, holder.path, holder.subject),
    ],
  });

  const wild = indexesOf(rules, hasWildcard);
  if (wild.length > 0) {
    const isBroad = wild.some(index => coversBuiltIn(rules[index]));
    const severity = isBroad ? 'medium' : 'low';
    yield draft('rbac.wildcard', severity, wild, 'grants by wildcard');
  }
  if (rules.some(isEverything)) return;

  const entering = indexesOf(rules, entersPods);
  if (entering.length > 0)
    yield draft(
      'rbac.pod-exec',
      'medium',
      entering,
      'opens shells in containers',
    );
  for (const way of new Set(rules.flatMap(escalationsOf))) {
    const indexes = indexesOf(rules, rule => escalationsOf(rule).includes(way));
    yield {
      ...draft(
        'rbac.escalation',
        'high',
        indexes,
        `lets its holders widen their rights by ${way}`,
      ),
      key: way,
    };
  }
}

function indexesOf<T>(list: readonly T[], test: (each: T) => boolean) {
  return list.flatMap((each, index) => (test(each) ? [index] : []));
}
