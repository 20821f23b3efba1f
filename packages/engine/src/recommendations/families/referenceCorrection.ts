import { nameOf } from '../../detectors/shared/sightings';
import { FieldEvidence } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { blank, kubectl, on } from '../kubectl';
import { Plan } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, merge, patchStep, undo, watch } from '../steps';

/** Where a value stands that names a host. */
interface WrittenValue {
  name: string;
  value: string | undefined;
  configMap?: KnownKinds['ConfigMap'];
  container?: string;
}

/** Host, or scheme, host, port and plain path: nothing that could be a credential. */
const HARMLESS =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/i;

/** Corrects the host or port that a workload is given for a Service. */
export function referenceCorrection(situation: Situation): Plan {
  const { owner, settable, namespace } = situation;
  const [absent] = situation.missing('Service');
  const near = absent
    ? situation.surroundings.servicesNear({
        name: absent.name,
        namespace: absent.namespace,
      })
    : [];
  const [only] = near.length === 1 ? near : [];
  const written = writtenValue(situation);
  const host = situation.findings
    .map(each => each.key?.replace(/:\d+$/, ''))
    .find(each => each && written?.value?.includes(each));
  const proposed =
    only && written?.value && host && HARMLESS.test(written.value)
      ? written.value.replace(host, hostOf(only, namespace))
      : undefined;
  const value =
    proposed ??
    blank('VALUE', 'the address of a Service that exists, with a port of it');
  const configMap = written?.configMap;
  return {
    target: configMap ? referenceTo(configMap) : owner,
    parameters: [
      proposed && written?.value
        ? {
            name: written.name,
            current: written.value,
            proposed,
            because: `${nameOf(referenceTo(only!))} is the only one with nearly that name`,
          }
        : undefined,
    ],
    steps: [
      look(
        near.length > 0
          ? `See whether ${near
              .slice(0, 3)
              .map(each => nameOf(referenceTo(each)))
              .join(', ')} was meant`
          : 'See which Services there are, and their ports',
        kubectl`get services -A`,
      ),
      configMap
        ? patchStep(
            'Correct the value',
            merge(referenceTo(configMap), {
              data: { [written.name]: value },
            }),
          )
        : change(
            'Correct the value',
            kubectl`set env ${on(settable)} -c ${written?.container ?? situation.container?.name} ${written?.name ?? blank('VARIABLE', 'the variable or argument that holds the address')}=${value}`,
          ),
      configMap ? change('Start the pods that read it anew') : undefined,
      absent
        ? change(`Or make ${nameOf(absent)} anew from its source`)
        : undefined,
      configMap ? undefined : watch(owner),
    ],
    rollback: [undo(owner)],
  };
}

function hostOf(service: KnownKinds['Service'], from: string | undefined) {
  const { name, namespace } = service.metadata;
  return namespace === from ? name : `${name}.${namespace}.svc`;
}

function writtenValue(situation: Situation): WrittenValue | undefined {
  for (const each of situation.evidence) {
    if (each.type !== 'field') continue;
    const found = inConfigMap(situation, each) ?? inVariable(situation, each);
    if (found) return found;
  }
  return undefined;
}

function inConfigMap(
  { snapshot }: Situation,
  { object, path }: FieldEvidence,
): WrittenValue | undefined {
  if (object.kind !== 'ConfigMap' || !path.startsWith('data.'))
    return undefined;
  const configMap = snapshot.get('ConfigMap', object.namespace, object.name);
  const name = path.slice('data.'.length);
  return configMap && { name, value: configMap.data?.[name], configMap };
}

/** The evidence shows only the host; the whole value is read where it stands. */
function inVariable(
  { snapshot, template }: Situation,
  { object, path }: FieldEvidence,
): WrittenValue | undefined {
  const [, list, containerIndex, index] =
    /^spec\.(containers|initContainers)\[(\d+)\]\.env\[(\d+)\]\.value$/.exec(
      path,
    ) ?? [];
  if (!index || object.kind !== 'Pod') return undefined;
  const pod = snapshot.get('Pod', object.namespace, object.name);
  const container = pod?.spec?.[list as 'containers']?.[Number(containerIndex)];
  const variable = container?.env?.[Number(index)];
  const stated = template?.spec?.[list as 'containers']
    ?.find(each => each.name === container?.name)
    ?.env?.some(each => each.name === variable?.name);
  return container && variable && stated
    ? { name: variable.name, value: variable.value, container: container.name }
    : undefined;
}
