import {
  builtInDetectors,
  Detector,
  manifestDetectors,
  optionalDetectors,
} from '@opsagent/engine';
import { InvalidArgumentError, Option } from 'commander';

export interface AskedDetectorsOptions {
  manifests?: boolean;
  /** Ids of optional detectors. */
  with?: readonly string[];
}

/** The detectors that a diagnosis runs. */
export function askedDetectors({
  manifests,
  with: asked = [],
}: AskedDetectorsOptions): readonly Detector[] {
  return [
    ...(manifests ? manifestDetectors : builtInDetectors),
    ...optionalDetectors.filter(each => asked.includes(each.id)),
  ];
}

/** Asks for a detector that is off unless asked for; made anew for each command. */
export function withOption(): Option {
  const ids = optionalDetectors.map(each => each.id);
  return new Option(
    '--with <id>',
    `ask for a rule that is off by default, as it is a matter of policy: ${ids.join(', ')}; repeat it for several`,
  ).argParser((id: string, previous: readonly string[] = []) => {
    if (!ids.includes(id))
      throw new InvalidArgumentError(`Allowed choices are ${ids.join(', ')}.`);
    return [...previous, id];
  });
}
