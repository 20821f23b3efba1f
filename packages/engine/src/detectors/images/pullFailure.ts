import { Evidence } from '../../findings/Finding';
import { eventEvidence, field, shorten } from '../../findings/evidence';
import { hours } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { PodContainer } from '../shared/containers';
import { ImageName, parseImageName } from '../shared/imageName';
import { PullFailureClass, classifyPull } from './pullFailureClasses';

/** A container that waits because its image could not be pulled. */
export interface PullFailure {
  class: PullFailureClass;
  image: string;
  name: ImageName;
  /** The host that could not be reached, which for a resolver's error is the one it names. */
  host: string;
  /** What the runtime said, without the kubelet's frame; empty when nobody recorded it. */
  text: string;
  evidence: Evidence[];
}

/** Between two tries older kubelets only say that they wait; the cause is then in the event of the last try. */
const BACK_OFF_ONLY = /^(?:Back-off pulling image "[^"]*")?\s*$/;

const UNRESOLVED_HOST = /\blookup ([^\s:]+)/i;

/** What keeps a container's image from being pulled; undefined when nothing does. */
export function pullFailureOf(
  container: PodContainer,
  context: DetectionContext,
): PullFailure | undefined {
  const { pod, spec, specPath, status, statusPath } = container;
  const { waiting } = status.state ?? {};
  if (!waiting?.reason) return undefined;

  const image = spec?.image ?? status.image ?? '';
  const event = pullEvent(container, context);
  const text = BACK_OFF_ONLY.test(waiting.message ?? '')
    ? (event?.message ?? '')
    : (waiting.message ?? '');
  const found = classifyPull(waiting.reason, withoutImage(text, image));
  if (!found) return undefined;

  const name = parseImageName(image);
  return {
    class: found,
    image,
    name,
    host: UNRESOLVED_HOST.exec(text)?.[1] ?? name.registry,
    text: shorten(text),
    evidence: [
      field(pod, `${specPath}.image`, image),
      field(pod, `${statusPath}.state.waiting`, {
        reason: waiting.reason,
        message: shorten(waiting.message ?? ''),
      }),
      ...(event ? [eventEvidence(event)] : []),
    ],
  };
}

function pullEvent({ pod, name }: PodContainer, { graph }: DetectionContext) {
  return graph
    .eventsOf(pod, {
      reasons: ['Failed', 'InspectFailed', 'ErrImageNeverPull'],
      container: name,
      within: hours(1),
    })
    .find(
      event =>
        /image/i.test(event.message ?? '') &&
        !/^Error: /.test(event.message ?? ''),
    );
}

/** An image may be called anything, also `not-found`: its name must not decide what its failure means. */
function withoutImage(text: string, image: string) {
  if (!image) return text;
  const { repository } = parseImageName(image);
  return [image, repository, repository.replace(/^[^/]+\//, '')]
    .filter(each => each.length > 2)
    .reduce((rest, each) => rest.split(each).join('IMAGE'), text);
}
