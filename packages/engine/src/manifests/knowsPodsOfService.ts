import { FindingDraft } from '../findings/Finding';
import { AppliedManifests } from './appliedManifests';
import { isSidecarPort } from './mayBeInjected';
import { uncertainLabels } from './stampedLabels';

/** Whether the pods behind the Service that a finding about its ports names are those that the manifests make, with no container that admission may add. */
export function knowsPodsOfService(
  { subject: { namespace, name }, key }: FindingDraft,
  { manifests }: AppliedManifests,
): boolean {
  const { spec } = manifests.get('Service', namespace, name) ?? {};
  const isUncertain =
    uncertainLabels(manifests).matching(namespace, spec?.selector ?? {})
      .length > 0;
  const port = spec?.ports?.find(each => (each.name ?? `${each.port}`) === key);
  const isOfSidecar = port && isSidecarPort(port.targetPort ?? port.port);
  return !isUncertain && !isOfSidecar;
}
