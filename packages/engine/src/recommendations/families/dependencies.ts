import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { change, look, restart, undo, watch } from '../steps';

export const dependencyRules: readonly RecommendationRule[] = [
  {
    id: 'restore-dependency',
    title: 'Repair the dependency first',
    causes: ['dependency-down', 'quorum-or-peer-missing'],
    findings: ['ref.backend-no-endpoints'],
    action: 'none',
    risk: 'medium',
    prior: 0.8,
    requires: ['The dependency’s own cause is known'],
    verify: 'The dependency has ready endpoints and its consumers recover',
    undo: 'There is nothing to take back',
    plan({ subject, finding, answers, namespace }) {
      const isQuorum = answers === 'quorum-or-peer-missing';
      return {
        target: subject,
        steps: [
          look(
            'See what is wrong with the dependency, and do what its own incident recommends',
            kubectl`describe ${on(subject)}`,
          ),
          isQuorum
            ? change(
                'Bring the member with the lowest ordinal back first, and never delete two members at a time',
              )
            : look(
                'Wait until its Service has ready endpoints',
                kubectl`get endpointslices -n ${subject.namespace ?? namespace}`,
              ),
          look('Give the consumers five minutes to connect again'),
          finding.subject.name !== subject.name
            ? {
                ...(restart(finding.subject) ??
                  change('Start the consumer anew')),
                text: 'Only if they do not, start one consumer after the other anew',
              }
            : undefined,
        ],
      };
    },
  },
  {
    id: 'limit-connection-pool',
    title: 'Fit the connection pools to the server’s limit',
    causes: ['connection-pool-exhausted'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.75,
    minutes: 20,
    requires: ['The server need not be restarted for it'],
    verify: 'Fewer than 80 % of the server’s connections are used',
    undo: 'Return to the revision before',
    plan({ owner, settable, container, workload }) {
      const replicas = (workload?.spec as { replicas?: number } | undefined)
        ?.replicas;
      return {
        target: owner,
        steps: [
          look(
            'Read the server’s maximum, and how many connections each client holds',
          ),
          change(
            'Set the size of the pool',
            kubectl`set env ${on(settable)} -c ${container?.name} ${blank('VARIABLE', 'the variable that sets the size of the pool')}=${blank(
              'SIZE',
              `0.8 times the server’s maximum, divided by the replicas of all clients${replicas === undefined ? '' : ` (this one has ${replicas})`}`,
            )}`,
          ),
          watch(owner),
          change(
            'If that is too little, put a pooler before the server or raise its limit',
          ),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'follow-primary',
    title: 'Route writes to the primary',
    causes: ['dependency-read-only'],
    action: 'none',
    risk: 'high',
    prior: 0.65,
    minutes: 20,
    requires: ['No failover is running, and there is one primary only'],
    verify: 'A write succeeds',
    undo: 'Write the former selector again',
    plan({ subject }) {
      return {
        target: subject,
        steps: [
          look(
            'Find the present primary: the operator’s status, or the servers’ logs',
          ),
          change(
            'If it is read-only for a full disk or a fault, mend that first',
          ),
          change(
            'Let the Service for writes select the primary, or correct the host in the consumer',
          ),
          look('Try one write, then let the consumers connect again'),
        ],
      };
    },
  },
  {
    id: 'mitigate-external',
    title: 'Bridge the outage outside of the cluster',
    causes: ['external-dependency-failing'],
    action: 'none',
    risk: 'medium',
    prior: 0.5,
    requires: ['Queues do not overflow meanwhile'],
    verify: 'Fewer than 1 % of the requests fail',
    undo: 'Set timeouts and flags back',
    plan({ owner, settable }) {
      return {
        target: owner,
        steps: [
          look(
            'Confirm it: its status page, and a second workload that uses it',
          ),
          look(
            'See where its address is set',
            kubectl`set env ${on(settable)} --list`,
          ),
          change('Lengthen timeouts and back-off, or open the circuit breaker'),
          change('Ask for less, or answer from a cache'),
          look('Tell the owners of what depends on it'),
        ],
      };
    },
  },
];
