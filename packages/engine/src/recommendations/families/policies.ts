import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import {
  change,
  look,
  operations,
  patchStep,
  pointer,
  replace,
  test,
  undo,
  watch,
} from '../steps';
import { podSpecPatch } from '../templatePatch';
import { refusal } from './refusal';

export const policyRules: readonly RecommendationRule[] = [
  {
    id: 'comply-pod-security',
    title: 'Meet the policy that refuses the pods',
    causes: ['pod-security-blocks'],
    findings: ['security.psa-would-reject'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.8,
    minutes: 20,
    requires: ['The workload does not need the privilege that is refused'],
    verify: 'The pods are created and work',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, finding } = situation;
      const fields = securityFields(refusal(situation));
      const containers = template?.spec?.containers ?? [];
      const init = template?.spec?.initContainers ?? [];
      const each = ({ name }: { name: string }) => ({
        name,
        securityContext: fields.container,
      });
      const hasContainerFields = Object.keys(fields.container).length > 0;
      const isEmpty =
        !hasContainerFields && Object.keys(fields.pod).length === 0;
      return {
        target: owner,
        steps: [
          look(`Read which rule refuses what: ${finding.message}`),
          isEmpty
            ? change('Change what the rule names in the template')
            : (patchStep(
                'Give up the privileges that the rule names',
                podSpecPatch(workload, {
                  ...(Object.keys(fields.pod).length > 0
                    ? { securityContext: fields.pod }
                    : {}),
                  ...(hasContainerFields
                    ? {
                        containers: containers.map(each),
                        ...(init.length > 0
                          ? { initContainers: init.map(each) }
                          : {}),
                      }
                    : {}),
                }),
              ) ?? change('Give up the privileges that the rule names')),
          /host(?:Network|PID|IPC|Path|Port)|host namespaces/i.test(
            refusal(situation),
          )
            ? change(
                'Do without the namespaces, paths and ports of the host that it names, or ask the owner of the policy for a namespace with an exception',
              )
            : undefined,
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'repair-webhook',
    title: 'Repair the webhook, or bypass it in need',
    causes: ['webhook-broken'],
    findings: ['webhook.*'],
    action: 'none',
    risk: 'high',
    prior: 0.88,
    minutes: 10,
    requires: [
      'Whoever is responsible for what the webhook guards agrees to any bypass',
    ],
    verify: 'Objects can be created again',
    undo: 'Set failurePolicy to Fail again',
    plan(situation) {
      const found = webhookNamed(situation);
      if (!found)
        return {
          target: situation.subject,
          steps: [
            look(
              'Find the webhook’s configuration, and the Service that it calls',
              kubectl`get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
            ),
            change('Restore the pods behind that Service'),
          ],
        };
      const { configuration, index, name, service, failurePolicy } = found;
      const target = referenceTo(configuration);
      const path = (field: string) => pointer('webhooks', index, field);
      return {
        target,
        steps: [
          look(
            'See what is wrong with the pods that answer for it, and restore them first',
            service
              ? kubectl`get pods,endpointslices -n ${service.namespace}`
              : kubectl`describe ${on(target)}`,
          ),
          failurePolicy === 'Ignore'
            ? undefined
            : patchStep(
                'Only in need, and until they are back: let requests pass without it',
                operations(target, test(path('name'), name), {
                  op: 'add',
                  path: path('failurePolicy'),
                  value: 'Ignore',
                }),
              ),
          change(
            'If its certificate is not trusted, renew caBundle through its injector or issuer',
          ),
          change(
            'Afterwards, exclude the webhook’s own namespace, so that it cannot block itself',
          ),
        ],
        rollback: [
          patchStep(
            'Let it guard again',
            operations(
              target,
              test(path('name'), name),
              replace(path('failurePolicy'), failurePolicy ?? 'Fail'),
            ),
          ),
        ],
      };
    },
  },
];

/** What the refusal of Pod Security names, as the fields that meet it. */
function securityFields(text: string) {
  const container = {
    ...(/allowPrivilegeEscalation/.test(text)
      ? { allowPrivilegeEscalation: false }
      : {}),
    ...(/unrestricted capabilities|non-default capabilities/.test(text)
      ? { capabilities: { drop: ['ALL'] } }
      : {}),
    ...(/\bprivileged \(/.test(text) ? { privileged: false } : {}),
  };
  const pod = {
    ...(/runAsNonRoot/.test(text) ? { runAsNonRoot: true } : {}),
    ...(/seccompProfile/.test(text)
      ? { seccompProfile: { type: 'RuntimeDefault' } }
      : {}),
  };
  return { container, pod };
}

/** The webhook that the subject or the finding names, and where it stands. */
function webhookNamed({ subject, snapshot, finding }: Situation) {
  const kinds = [
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ] as const;
  for (const kind of kinds)
    for (const configuration of snapshot.all(
      kind,
    ) as readonly KnownKinds['ValidatingWebhookConfiguration'][]) {
      const isSubject =
        subject.kind === kind && subject.name === configuration.metadata.name;
      const index = (configuration.webhooks ?? []).findIndex(
        each =>
          each.name === subject.name ||
          each.name === finding.key ||
          (isSubject && !finding.key),
      );
      const webhook = configuration.webhooks?.[index];
      if (webhook)
        return {
          configuration,
          index,
          name: webhook.name,
          service: webhook.clientConfig?.service,
          failurePolicy: webhook.failurePolicy,
        };
    }
  return undefined;
}
