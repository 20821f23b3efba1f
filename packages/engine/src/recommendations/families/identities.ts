import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, patchStep, undo } from '../steps';
import { podSpecPatch } from '../templatePatch';

/** The field of a pod that names an object of the kind. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['ServiceAccount', 'serviceAccountName'],
  ['PriorityClass', 'priorityClassName'],
  ['RuntimeClass', 'runtimeClassName'],
]);

/** What is missing, where the refusal itself is all that tells. */
function kindRefused(situation: Situation) {
  if (situation.has('create.priority-class-missing')) return 'PriorityClass';
  return situation.has('create.runtime-class-missing')
    ? 'RuntimeClass'
    : 'ServiceAccount';
}

export const identityRules: readonly RecommendationRule[] = [
  {
    id: 'create-identity',
    title: 'Create the missing ServiceAccount or class',
    causes: ['identity-missing'],
    findings: ['config.service-account-missing'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.92,
    minutes: 5,
    requires: ['It is known what rights the account shall have'],
    verify: 'The pods are created',
    undo: 'Delete what was created',
    plan(situation) {
      const { workload, snapshot, owner, finding, namespace } = situation;
      const [missing] = situation.missing(
        'ServiceAccount',
        'PriorityClass',
        'RuntimeClass',
      );
      const kind = missing?.kind ?? kindRefused(situation);
      const name = missing?.name ?? finding.key;
      if (!name) return undefined;
      const isAccount = kind === 'ServiceAccount';
      const near = snapshot
        .all(kind)
        .filter(
          ({ metadata }) =>
            (!isAccount || metadata.namespace === namespace) &&
            isOneEditAway(metadata.name, name),
        )
        .map(({ metadata }) => metadata.name);
      const [only] = near.length === 1 ? near : [];
      const field = FIELDS.get(kind) ?? 'serviceAccountName';
      const target = missing ?? {
        kind,
        ...(isAccount ? { namespace } : {}),
        name,
      };
      return {
        target: only ? owner : target,
        parameters: [
          only
            ? {
                name: field,
                current: name,
                proposed: only,
                because: 'the only one with nearly that name',
              }
            : undefined,
        ],
        steps: [
          look(`Find ${kind} ${name} in its source, or in another cluster`),
          only
            ? patchStep(
                `If ${only} was meant, name it`,
                podSpecPatch(
                  workload,
                  isAccount
                    ? { serviceAccountName: only, serviceAccount: null }
                    : { [field]: only },
                ),
              )
            : undefined,
          change(
            `Or create ${kind} ${name} from its source, with its bindings and annotations`,
            isAccount
              ? kubectl`create serviceaccount -n ${namespace} ${name}`
              : undefined,
          ),
          look('The controller tries again by itself'),
        ],
        rollback: [
          only
            ? undo(owner)
            : change(
                'Delete it',
                isAccount ? kubectl`delete ${on(target)}` : undefined,
              ),
        ],
      };
    },
  },
  {
    id: 'grant-least-rbac',
    title: 'Grant exactly the permission that is refused',
    causes: ['rbac-missing'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: [
      {
        text: 'The permission does not let its holder take more: none on Secrets, no escalate, bind, impersonate or *',
        judge: situation => {
          const wanted = permissionIn(situation.message);
          return wanted ? !isDangerous(wanted) : undefined;
        },
      },
    ],
    verify: 'The log no longer says forbidden',
    undo: 'Delete the role and its binding',
    plan(situation) {
      const wanted = permissionIn(situation.message);
      if (!wanted)
        return {
          target: situation.subject,
          steps: [
            look(`See who is refused what: ${situation.message}`),
            change(
              'Create the role or the subject that the binding names, or correct the binding',
            ),
          ],
        };
      const { namespace, account, verb, resource, scope } = wanted;
      const subject = `${namespace}:${account}`;
      const name = `${account}-${verb}-${resource.replace(/[^a-z0-9]+/g, '-')}`;
      const noun = scope ? 'role' : 'clusterrole';
      const isSafe = !isDangerous(wanted);
      const createRole = scope
        ? kubectl`create role -n ${scope} ${name} --verb=${verb} --resource=${resource}`
        : kubectl`create clusterrole ${name} --verb=${verb} --resource=${resource}`;
      return {
        target: {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          namespace,
          name: account,
        },
        steps: [
          look(
            'Ask the API server',
            scope
              ? kubectl`auth can-i ${verb} ${resource} -n ${scope} --as=system:serviceaccount:${subject}`
              : kubectl`auth can-i ${verb} ${resource} -A --as=system:serviceaccount:${subject}`,
          ),
          change(
            isSafe
              ? 'Make a role with that permission only'
              : 'Ask the cluster’s owner whether it may have this permission',
            isSafe ? createRole : undefined,
          ),
          isSafe
            ? change(
                'Bind it to the account',
                scope
                  ? kubectl`create rolebinding -n ${scope} ${name} --role=${name} --serviceaccount=${subject}`
                  : kubectl`create clusterrolebinding ${name} --clusterrole=${name} --serviceaccount=${subject}`,
              )
            : undefined,
          look('Start the pods anew if the program does not try again'),
        ],
        rollback: isSafe
          ? [
              change(
                'Delete both',
                scope
                  ? kubectl`delete -n ${scope} ${noun}/${name} ${`${noun}binding/${name}`}`
                  : kubectl`delete ${noun}/${name} ${`${noun}binding/${name}`}`,
              ),
            ]
          : [],
      };
    },
  },
];

interface Permission {
  namespace: string;
  account: string;
  verb: string;
  resource: string;
  scope?: string;
}

function permissionIn(message: string): Permission | undefined {
  const [, namespace, account, verb, resource, scope] =
    /ServiceAccount ([a-z0-9-]+)\/([a-z0-9.-]+) may not ([a-z]+) ([a-z0-9./-]+)(?: in namespace ([a-z0-9-]+))?/.exec(
      message,
    ) ?? [];
  return namespace
    ? { namespace, account, verb, resource, ...(scope ? { scope } : {}) }
    : undefined;
}

function isDangerous({ verb, resource }: Permission) {
  return (
    /^secrets\b/.test(resource) ||
    ['escalate', 'bind', 'impersonate'].includes(verb)
  );
}
