import { FindingDraft } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { areReadByApi } from './apiReaders';
import {
  UNUSED_SILENT,
  USING_KINDS,
  hasMeaningfulLabels,
  mayBeUnused,
} from './candidates';
import { UsageIndex } from './UsageIndex';

/** Certificates that are put into every namespace for whoever may need them. */
const PROVIDED =
  /^(?:kube-root-ca\.crt|openshift-service-ca\.crt)$|-ca-root-cert$/;

const LOCK = 'control-plane.alpha.kubernetes.io/leader';

/** Secrets that controllers keep for themselves. */
const KEPT_TYPE =
  /^(?:kubernetes\.io\/service-account-token|helm\.sh\/release\.v1|bootstrap\.kubernetes\.io\/token)$/;
const KEPT_NAME = /^sh\.helm\.release\.v1\.|^bootstrap-token-/;
const KEPT_ANNOTATION =
  /^kubernetes\.io\/service-account\.name$|cert-manager\.io|external-secrets|sealedsecrets|replicat|reflector/;

const KINDS = [
  ...USING_KINDS,
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
];

const SOURCES = [
  'https://kubernetes.io/docs/concepts/configuration/configmap/',
  'https://kubernetes.io/docs/concepts/configuration/secret/',
];

/** Configuration that no pod and no template asks for. */
export const unusedConfiguration: readonly Detector[] = [
  {
    id: 'unused.configmap',
    title: 'Nobody uses the ConfigMap',
    tier: 'hygiene',
    kinds: ['ConfigMap', ...KINDS],
    documentation: {
      speaks:
        'A ConfigMap that no pod, no pod template and no other object mentions.',
      silent: `${UNUSED_SILENT} Those with labels by which something may find them, locks, and namespaces in which a service account may read ConfigMaps through the API.`,
      sources: SOURCES,
    },
    *detect({ snapshot }) {
      const usage = UsageIndex.of(snapshot);
      for (const configMap of snapshot.all('ConfigMap')) {
        const { namespace, name, annotations } = configMap.metadata;
        if (PROVIDED.test(name) || annotations?.[LOCK] !== undefined) continue;
        if (hasMeaningfulLabels(configMap)) continue;
        if (!mayBeUnused(configMap, snapshot)) continue;
        if (areReadByApi(snapshot, namespace, 'configmaps')) continue;
        if (!usage.isMentioned(namespace, name))
          yield unused(configMap, 'No pod and no template uses the ConfigMap');
      }
    },
  },
  {
    id: 'unused.secret',
    title: 'Nobody uses the Secret',
    tier: 'hygiene',
    kinds: ['Secret', ...KINDS],
    documentation: {
      speaks:
        'A Secret that no pod, no pod template, no service account, no Ingress and no other object mentions.',
      silent: `${UNUSED_SILENT} Tokens of service accounts and bootstraps, releases of Helm, what other controllers keep in step, those with labels by which something may find them, and namespaces in which a service account may read Secrets through the API.`,
      sources: SOURCES,
    },
    *detect({ snapshot }) {
      const usage = UsageIndex.of(snapshot);
      for (const secret of snapshot.all('Secret')) {
        const { namespace, name } = secret.metadata;
        if (isKept(secret) || hasMeaningfulLabels(secret)) continue;
        if (!mayBeUnused(secret, snapshot)) continue;
        if (areReadByApi(snapshot, namespace, 'secrets')) continue;
        if (!usage.isMentioned(namespace, name))
          yield unused(secret, 'No pod and no other object uses the Secret');
      }
    },
  },
];

/** The type is unknown where only metadata was read. */
function isKept({ type = '', metadata }: KnownKinds['Secret']) {
  return (
    KEPT_TYPE.test(type) ||
    KEPT_NAME.test(metadata.name) ||
    Object.keys(metadata.annotations ?? {}).some(key =>
      KEPT_ANNOTATION.test(key),
    )
  );
}

function unused(
  object: KnownKinds['ConfigMap'] | KnownKinds['Secret'],
  message: string,
): FindingDraft {
  return {
    subject: referenceTo(object),
    severity: 'info',
    message,
    evidence: [
      field(
        object,
        'metadata.creationTimestamp',
        object.metadata.creationTimestamp,
      ),
    ],
  };
}
