import { Evidence } from '../../findings/Finding';
import { field, shorten } from '../../findings/evidence';
import { PodContainer } from '../shared/containers';
import { shortened } from './failureText';

/** A container that the kubelet cannot configure, and the row that it belongs to. */
export interface ConfigError {
  row: 'pod.config-error' | 'pod.run-as-nonroot-conflict';
  message: string;
  evidence: Evidence[];
}

/** The kubelet's three ways to say that a container would run as root. */
const WOULD_RUN_AS_ROOT =
  /image will run as root|non-numeric user|runAsUser breaks non-root policy/i;

/** What keeps the kubelet from building a container's configuration: most often, that it would run as root and must not. */
export function configError(container: PodContainer): ConfigError {
  const { pod, status, statusPath, spec, specPath } = container;
  const text = status.state?.waiting?.message ?? '';
  const evidence = [
    field(pod, `${statusPath}.state.waiting`, shortened(status.state?.waiting)),
  ];
  const effective = effectiveUser(container);
  if (
    WOULD_RUN_AS_ROOT.test(text) ||
    (!text && effective.nonRoot.value && effective.user.value === 0)
  ) {
    return {
      row: 'pod.run-as-nonroot-conflict',
      message: `must not run as root, but ${whyRoot(text, spec?.image)}`,
      evidence: [
        ...evidence,
        ...[effective.nonRoot, effective.user]
          .filter(each => each.value !== undefined)
          .map(each => field(pod, each.path, each.value)),
        field(pod, `${specPath}.image`, spec?.image),
      ],
    };
  }
  return {
    row: 'pod.config-error',
    message: `cannot be configured: ${text ? shorten(text) : 'the kubelet gives no reason'}`,
    evidence,
  };
}

function whyRoot(text: string, image = '') {
  if (/image will run as root/i.test(text))
    return `its image ${image} runs as root`;
  const user = /non-numeric user \(([^)]*)\)/i.exec(text)?.[1];
  if (user !== undefined)
    return `its image ${image} names its user "${user}" instead of giving a number, so the kubelet cannot tell`;
  return 'its security context sets runAsUser 0';
}

/** A container's own security settings win over its pod's. */
function effectiveUser({ pod, spec, specPath }: PodContainer) {
  const own = spec?.securityContext;
  const shared = pod.spec?.securityContext;
  const pick = (name: 'runAsNonRoot' | 'runAsUser') => ({
    path:
      own?.[name] === undefined
        ? `spec.securityContext.${name}`
        : `${specPath}.securityContext.${name}`,
    value: own?.[name] ?? shared?.[name],
  });
  return { nonRoot: pick('runAsNonRoot'), user: pick('runAsUser') };
}
