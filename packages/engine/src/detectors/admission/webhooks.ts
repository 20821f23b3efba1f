import type {
  MutatingWebhook,
  ValidatingWebhook,
} from 'kubernetes-types/admissionregistration/v1';
import { ObjectReference, Severity, Tier } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { append } from '../../append';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { matchesSelector } from '../../graph/labels';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { resourceOfPlural } from '../../snapshot/resources';
import { DetectionContext } from '../Detector';

/** The kinds in which webhooks are declared. */
export const WEBHOOK_KINDS = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
] as const;

/** One admission webhook and where it stands in its configuration. */
export interface Webhook {
  configuration: KnownKinds[(typeof WEBHOOK_KINDS)[number]];
  name: string;
  path: string;
  declared: MutatingWebhook | ValidatingWebhook;
  /** What it covers is refused while it cannot be called. */
  isRequired: boolean;
}

/** What a webhook is asked about. */
interface WebhookRule {
  apiGroups?: readonly string[];
  operations?: readonly string[];
  resources?: readonly string[];
  scope?: string;
}

/** Webhooks of all configurations that are not being deleted. One without a name cannot be spoken of and is left out. */
export function* webhooksOf({ snapshot }: DetectionContext): Iterable<Webhook> {
  for (const kind of WEBHOOK_KINDS) {
    for (const configuration of snapshot.all(kind)) {
      if (configuration.metadata.deletionTimestamp) continue;
      const { webhooks = [] } = configuration;
      for (const [index, declared] of webhooks.entries()) {
        if (!declared.name) continue;
        yield {
          configuration,
          name: declared.name,
          path: `webhooks[${index}]`,
          declared,
          isRequired: declared.failurePolicy !== 'Ignore',
        };
      }
    }
  }
}

const webhooksByName = oncePerObject((graph: ResourceGraph) => {
  const byName = new Map<string, Webhook[]>();
  for (const webhook of webhooksOf({ snapshot: graph.snapshot, graph }))
    append(byName, webhook.name, webhook);
  return byName;
});

/** The webhooks of a name, those that change objects first, as they are asked first. */
export function webhooksNamed(
  name: string,
  { graph }: DetectionContext,
): readonly Webhook[] {
  return webhooksByName(graph).get(name) ?? [];
}

/** Every configuration that declares webhooks. */
export function examinedConfigurations({
  snapshot,
}: DetectionContext): ObjectReference[] {
  return WEBHOOK_KINDS.flatMap(kind =>
    snapshot.all(kind).map(each => referenceTo(each)),
  );
}

/** Whether a webhook is asked about pods that are to be created. */
export function coversPods(webhook: Webhook): boolean {
  return rulesOf(webhook).some(
    ({ apiGroups = [], operations = [], resources = [], scope = '*' }) =>
      ['', '*'].some(group => apiGroups.includes(group)) &&
      ['CREATE', '*'].some(operation => operations.includes(operation)) &&
      ['pods', '*', '*/*'].some(resource => resources.includes(resource)) &&
      scope !== 'Cluster',
  );
}

/** How much it hurts that a webhook cannot be called: nothing happens while no namespace is subject to it, or while failures are ignored. */
export function gravityOf(
  webhook: Webhook,
  context: DetectionContext,
): { severity: Severity; tier?: Tier } {
  if (isNeverCalled(webhook, context)) return { severity: 'low', tier: 'risk' };
  if (!webhook.isRequired) return { severity: 'low' };
  return { severity: coversPods(webhook) ? 'critical' : 'high' };
}

/** Selectors of namespaces apply to what lives in namespaces; that nothing matches is certain only for kinds whose scope is known. */
function isNeverCalled(
  webhook: Webhook,
  { snapshot }: DetectionContext,
): boolean {
  const rules = rulesOf(webhook);
  const { namespaceSelector } = webhook.declared;
  if (rules.length === 0) return true;
  if (!namespaceSelector) return false;
  if (snapshot.readState('Namespace') !== 'complete') return false;
  const areNamespaced = rules.every(
    ({ scope, resources = [] }) =>
      scope === 'Namespaced' ||
      resources.every(each => resourceOfPlural(plural(each))?.namespaced),
  );
  return (
    areNamespaced &&
    !snapshot
      .all('Namespace')
      .some(each => matchesSelector(namespaceSelector, each.metadata.labels))
  );
}

function rulesOf({ declared }: Webhook): readonly WebhookRule[] {
  return (declared.rules ?? []) as readonly WebhookRule[];
}

function plural(resource: string) {
  return resource.split('/')[0];
}
