import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { isSystemNamespace } from '../shared/namespaces';
import { activePods } from '../shared/pods';
import { NamedHost, hostsIn, mayNameHost } from './hostsIn';
import { ServiceName, serviceNameOf } from './serviceNameOf';
import { Setting, settingsOf } from './settingsOf';

/** A place in a pod's configuration that names a Service of the cluster. */
export interface ServiceReference extends NamedHost, ServiceName {
  pod: KnownKinds['Pod'];
  container: string;
  setting: Setting;
}

/** Keys whose value a client connects to. */
const ADDRESS_KEY =
  /(?:^|_)(?:HOST|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVER|SERVICE)S?$/;
/** Of these, keys that as often hold a mere name. */
const NAME_KEY = /(?:^|_)(?:SERVER|SERVICE)S?$/;
/** Keys that speak of the process itself, or of names that others may use. */
const NOT_A_TARGET =
  /(?:^|_)(?:NO_PROXY|ALLOWED|CORS|ORIGINS?|BIND|LISTEN(?:ER|ERS|ING)?|ADVERTISED?|VIRTUAL|PUBLIC|EXTERNAL|HOSTNAME|SELF|SAN|SANS|SERVICE_NAME)(?:_|$)/;

const readings = new WeakMap<ClusterSnapshot, ServiceReference[]>();

/** Every Service that variables and arguments of pods name, whether or not it exists. Read once for a snapshot. */
export function serviceReferences(
  context: DetectionContext,
): readonly ServiceReference[] {
  const known = readings.get(context.snapshot);
  if (known) return known;
  const found = [...activePods(context)].flatMap(pod =>
    referencesOf(pod, context),
  );
  readings.set(context.snapshot, found);
  return found;
}

function referencesOf(
  pod: KnownKinds['Pod'],
  context: DetectionContext,
): ServiceReference[] {
  const aliases = new Set(
    (pod.spec?.hostAliases ?? []).flatMap(each => each.hostnames ?? []),
  );
  return declaredContainers(pod).flatMap(declared => {
    const { container } = declared;
    const settings = settingsOf(pod, declared, context, mayNameHost);
    if (settings.length === 0) return [];
    const off = featuresSwitchedOff(
      settingsOf(pod, declared, context, isSwitch),
    );
    return settings.flatMap(setting => {
      const { key, value } = setting;
      if (NOT_A_TARGET.test(key) || off.has(featureOf(key))) return [];
      return hostsIn(value).flatMap(host => {
        const name = serviceNameOf(host, pod, context.snapshot);
        if (!name || aliases.has(host.host)) return [];
        if (name.name === 'kubernetes' && name.namespace === 'default')
          return [];
        const isMeant =
          name.form === 'full' ||
          (name.form === 'namespaced'
            ? isAddress(setting, host)
            : isBareAddress(setting, host, pod, context));
        return isMeant
          ? [{ ...host, ...name, pod, container: container.name, setting }]
          : [];
      });
    });
  });
}

const LONGEST_SWITCH = 8;
const SWITCHES: ReadonlySet<string> = new Set(
  'false 0 no off true 1 yes on'.split(' '),
);

function isSwitch(value: string) {
  return (
    value.length <= LONGEST_SWITCH && SWITCHES.has(value.trim().toLowerCase())
  );
}

function isAddress({ key }: Setting, { scheme, port }: NamedHost) {
  return scheme !== undefined || port !== undefined || ADDRESS_KEY.test(key);
}

const WORDS_OF_SETTINGS: ReadonlySet<string> = new Set(
  'all any auto console default disable disabled enable enabled external false file host http https internal json kubernetes local localhost localhost6 memory metadata mock nil no none noop null off on redacted stderr stdout test true undefined unset yes'.split(
    ' ',
  ),
);

/** A single word names a Service only under a key that asks for one, and never the workload itself. */
function isBareAddress(
  { key }: Setting,
  { host, scheme, port }: NamedHost,
  pod: KnownKinds['Pod'],
  { graph }: DetectionContext,
) {
  if (!ADDRESS_KEY.test(key) || WORDS_OF_SETTINGS.has(host)) return false;
  if (['unix', 'file', 'http+unix'].includes(scheme ?? '')) return false;
  if (NAME_KEY.test(key) && scheme === undefined && port === undefined)
    return false;
  if (isSystemNamespace(pod.metadata.namespace)) return false;
  const ownNames = [
    pod.metadata.name,
    pod.spec?.hostname,
    graph.topOwner(pod).name,
    ...(pod.spec?.containers ?? []).map(each => each.name),
  ];
  return !ownNames.includes(host);
}

/** `TRACING_ENABLED=false` switches off what `TRACING_URL` names. */
function featuresSwitchedOff(settings: readonly Setting[]): Set<string> {
  return new Set(
    settings.flatMap(({ key, value }) => {
      const says = value.trim().toLowerCase();
      const isOff =
        (/(?:^|_)ENABLED?(?:_|$)/.test(key) &&
          ['false', '0', 'no', 'off'].includes(says)) ||
        (/(?:^|_)DISABLED?(?:_|$)/.test(key) &&
          ['true', '1', 'yes', 'on'].includes(says));
      return isOff
        ? [featureOf(key.replace(/^(?:ENABLED?|DISABLED?)_/, ''))]
        : [];
    }),
  );
}

/** The first word of a key that says more than one. */
function featureOf(key: string) {
  const [first, ...rest] = key.split('_');
  return rest.length > 0 ? first : key;
}
