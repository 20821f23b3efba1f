import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { isSystemNamespace } from '../shared/namespaces';
import { NamedHost, hostsIn, mayNameHost } from './hostsIn';
import { ServiceName, serviceNameOf } from './serviceNameOf';
import { Setting, settingsOf } from './settingsOf';

type Pod = KnownKinds['Pod'];

/** A place in a pod's configuration that names a Service of the cluster. */
export interface ServiceReference extends NamedHost, ServiceName {
  pod: Pod;
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

/** Every Service that variables and arguments of one pod name, whether or not it exists. */
export function readReferences(
  pod: Pod,
  context: DetectionContext,
): readonly ServiceReference[] {
  const found: ServiceReference[] = [];
  for (const declared of declaredContainers(pod)) {
    const container = declared.container.name;
    const settings = settingsOf(pod, declared, context, mayNameHost);
    const named: ServiceReference[] = [];
    for (const setting of settings)
      for (const host of hostsIn(setting.value)) {
        const name = serviceNameOf(host, pod, context.snapshot);
        if (name && isMeant(setting, { ...host, ...name }, pod, context))
          named.push({ ...host, ...name, pod, container, setting });
      }
    if (named.length === 0) continue;
    const off = featuresSwitchedOff(settings);
    for (const reference of named)
      if (!off.has(featureOf(reference.setting.key))) found.push(reference);
  }
  return found;
}

function isMeant(
  setting: Setting,
  host: NamedHost & ServiceName,
  pod: Pod,
  context: DetectionContext,
) {
  if (host.name === 'kubernetes' && host.namespace === 'default') return false;
  if (NOT_A_TARGET.test(setting.key)) return false;
  if (pod.spec?.hostAliases?.some(each => each.hostnames?.includes(host.host)))
    return false;
  if (host.form === 'full') return true;
  return host.form === 'namespaced'
    ? isAddress(setting, host)
    : isBareAddress(setting, host, pod, context);
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
  pod: Pod,
  { graph }: DetectionContext,
) {
  if (!ADDRESS_KEY.test(key) || WORDS_OF_SETTINGS.has(host)) return false;
  if (['unix', 'file', 'http+unix'].includes(scheme ?? '')) return false;
  if (NAME_KEY.test(key) && scheme === undefined && port === undefined)
    return false;
  if (isSystemNamespace(pod.metadata.namespace)) return false;
  const ownNames = [
    graph.topOwner(pod).name,
    ...(pod.spec?.containers ?? []).map(each => each.name),
  ];
  return !ownNames.includes(host);
}

const SAYS_NO: ReadonlySet<string> = new Set(['false', '0', 'no', 'off']);
const SAYS_YES: ReadonlySet<string> = new Set(['true', '1', 'yes', 'on']);

/** `TRACING_ENABLED=false` switches off what `TRACING_URL` names. */
function featuresSwitchedOff(settings: readonly Setting[]): Set<string> {
  const off = new Set<string>();
  for (const { key, value } of settings) {
    const says = value.trim().toLowerCase();
    const isOff =
      (/(?:^|_)ENABLED?(?:_|$)/.test(key) && SAYS_NO.has(says)) ||
      (/(?:^|_)DISABLED?(?:_|$)/.test(key) && SAYS_YES.has(says));
    if (isOff) off.add(featureOf(key.replace(/^(?:ENABLED?|DISABLED?)_/, '')));
  }
  return off;
}

/** The first word of a key that says more than one. */
function featureOf(key: string) {
  const [first, ...rest] = key.split('_');
  return rest.length > 0 ? first : key;
}
