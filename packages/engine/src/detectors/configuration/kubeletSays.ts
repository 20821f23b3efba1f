import { Evidence } from '../../findings/Finding';
import { eventEvidence, field, shorten } from '../../findings/evidence';
import { minutes } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { containersOf } from '../shared/containers';
import { ConfigReference } from './references';

/** Something the kubelet has said about a pod that still waits. */
export interface KubeletWord {
  text: string;
  evidence: Evidence;
}

/**
 * What the kubelet says now about a pod's configuration: in the message of a container that waits, and in events about volumes that it cannot set up. Empty for a
 * pod none of whose containers waits.
 */
export function kubeletWordsOn(
  pod: KnownKinds['Pod'],
  { graph }: DetectionContext,
): KubeletWord[] {
  const waiting = containersOf(pod).filter(each => each.status.state?.waiting);
  if (waiting.length === 0) return [];
  const messages = waiting.flatMap(({ status, statusPath }) => {
    const text = status.state?.waiting?.message;
    return text
      ? [
          {
            text,
            evidence: field(
              pod,
              `${statusPath}.state.waiting.message`,
              shorten(text),
            ),
          },
        ]
      : [];
  });
  const events = graph
    .eventsOf(pod, { reasons: ['FailedMount', 'Failed'], within: minutes(15) })
    .map(event => ({
      text: event.message ?? '',
      evidence: eventEvidence(event),
    }));
  return [...messages, ...events];
}

/**
 * The kubelet's statement that a referenced object, or its key, does not exist. This is the kubelet's own reading, so it holds even where the scan may not read the
 * kind. A refusal ("forbidden") is no such statement.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kubelet_pods.go
 */
export function confirmsMissing(
  reference: ConfigReference,
  part: 'object' | 'key',
  words: readonly KubeletWord[],
): KubeletWord | undefined {
  return words.find(({ text }) =>
    part === 'object'
      ? missesObject(text, reference)
      : missesKey(text, reference),
  );
}

function missesObject(text: string, { kind, name }: ConfigReference) {
  const quoted = escape(name);
  return new RegExp(
    `${kind}s?\\s+\\\\?"(?:[^"/]+/)?${quoted}\\\\?"\\s+not found`,
    'i',
  ).test(text);
}

function missesKey(
  text: string,
  { kind, name, key = '', volume }: ConfigReference,
) {
  const inEnvironment = new RegExp(
    `couldn't find key ${escape(key)} in ${kind} (?:\\S+/)?${escape(name)}(?![\\w.-])`,
    'i',
  );
  if (inEnvironment.test(text)) return true;
  if (!volume) return false;
  const noun = kind === 'Secret' ? 'secret' : 'config';
  return (
    new RegExp(
      `references non-existent ${noun} key: ${escape(key)}(?![\\w.-])`,
      'i',
    ).test(text) && text.includes(`"${volume}"`)
  );
}

function escape(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
