import { DeployedPodFields, deployedPod } from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';
import { Finding } from '../../findings/Finding';

/** A running pod of Deployment `shop/cart` that nothing can be said against, but for the given fields. */
export function hardened(
  container: Record<string, unknown> = {},
  fields: DeployedPodFields = {},
): Ingredient[] {
  return deployedPod({
    containers: {
      app: {
        spec: {
          securityContext: {
            allowPrivilegeEscalation: false,
            runAsNonRoot: true,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
            seccompProfile: { type: 'RuntimeDefault' },
            ...(container.securityContext as object | undefined),
          },
          ...withoutSecurity(container),
        },
      },
    },
    ...fields,
  });
}

/** `detector key severity` of each finding. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({ detector, key, severity }) =>
    [detector, key, severity].filter(Boolean).join(' '),
  );
}

function withoutSecurity({
  securityContext: _,
  ...rest
}: Record<string, unknown>) {
  return rest;
}
