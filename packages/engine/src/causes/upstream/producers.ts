import { field, referenceTo } from '../../findings/evidence';
import { Evidence, ObjectReference } from '../../findings/Finding';
import { KubernetesObject } from '../../snapshot/objects';
import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

/** A Secret that a finding says is absent, or lacks a key. */
function* missingSecrets({ finding }: CauseContext): Iterable<ObjectReference> {
  for (const each of finding.evidence)
    if (each.type === 'absence' && each.object.kind === 'Secret')
      yield each.object;
}

/**
 * Problems of the ExternalSecrets that were to write the Secrets a finding misses, and, for an ExternalSecret itself, of the store it reads.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function* problemsOfSyncs(context: CauseContext): Iterable<Upstream> {
  const { snapshot, finding } = context;
  for (const { namespace, name } of missingSecrets(context))
    for (const each of snapshot.inNamespace(
      'ExternalSecret.external-secrets.io',
      namespace,
    )) {
      const target = textAt(each, 'spec', 'target', 'name');
      if ((target ?? each.metadata.name) !== name) continue;
      yield* problemsOfProducer(
        each,
        field(each, 'spec.target.name', target),
        context,
      );
    }
  const sync = subjectOf('ExternalSecret.external-secrets.io', context);
  const store = sync && textAt(sync, 'spec', 'secretStoreRef', 'name');
  if (!sync || !store) return;
  const kind = textAt(sync, 'spec', 'secretStoreRef', 'kind') ?? 'SecretStore';
  yield* problemsAt(
    {
      apiVersion: sync.apiVersion,
      kind,
      ...(kind === 'SecretStore'
        ? { namespace: finding.subject.namespace }
        : {}),
      name: store,
    },
    field(sync, 'spec.secretStoreRef.name', store),
    context,
  );
}

/**
 * Problems of the Certificates that were to fill the Secrets a finding misses, and, for a Certificate itself, of its issuer and of the challenges for its names.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/
 */
export function* problemsOfIssuance(context: CauseContext): Iterable<Upstream> {
  const { snapshot, finding } = context;
  for (const { namespace, name } of missingSecrets(context))
    for (const each of snapshot.inNamespace(
      'Certificate.cert-manager.io',
      namespace,
    )) {
      const target = textAt(each, 'spec', 'secretName');
      if (target === name)
        yield* problemsOfProducer(
          each,
          field(each, 'spec.secretName', target),
          context,
        );
    }
  const certificate = subjectOf('Certificate.cert-manager.io', context);
  if (!certificate) return;
  const issuer = textAt(certificate, 'spec', 'issuerRef', 'name');
  const kind = textAt(certificate, 'spec', 'issuerRef', 'kind') ?? 'Issuer';
  const { namespace } = finding.subject;
  if (issuer)
    yield* problemsAt(
      {
        apiVersion: certificate.apiVersion,
        kind,
        ...(kind === 'Issuer' ? { namespace } : {}),
        name: issuer,
      },
      field(certificate, 'spec.issuerRef.name', issuer),
      context,
    );
  const names = valueAt(certificate, 'spec', 'dnsNames');
  if (!Array.isArray(names)) return;
  for (const challenge of snapshot.inNamespace(
    'Challenge.acme.cert-manager.io',
    namespace,
  )) {
    const name = textAt(challenge, 'spec', 'dnsName');
    // A challenge for a wildcard carries the name without it.
    if (name && (names.includes(name) || names.includes(`*.${name}`)))
      yield* problemsAt(
        referenceTo(challenge),
        field(challenge, 'spec.dnsName', name),
        context,
      );
  }
}

function* problemsOfProducer(
  producer: KubernetesObject,
  evidence: Evidence,
  context: CauseContext,
): Iterable<Upstream> {
  yield* problemsAt(referenceTo(producer), evidence, context);
}

function* problemsAt(
  object: ObjectReference,
  evidence: Evidence,
  { problemsOf }: CauseContext,
): Iterable<Upstream> {
  for (const problem of problemsOf(object))
    yield { problem, evidence: [{ evidence }] };
}

function subjectOf(
  kind: string,
  { snapshot, finding }: CauseContext,
): KubernetesObject | undefined {
  const { namespace, name } = finding.subject;
  return finding.subject.kind === kind.split('.')[0]
    ? snapshot.get(kind, namespace, name)
    : undefined;
}

/** A value in an object of which nothing is known but that it is JSON. */
function valueAt(object: KubernetesObject, ...path: string[]): unknown {
  let value: unknown = object;
  for (const key of path)
    value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

function textAt(object: KubernetesObject, ...path: string[]) {
  const value = valueAt(object, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
