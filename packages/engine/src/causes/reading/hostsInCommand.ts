import { PodContainer } from '../../detectors/shared/containers';

/** A Service's name as it is written out in full, so that it is one wherever it stands: in a shell script as in an argument. */
const FULL_NAME =
  /(?<![\w.-])([a-z0-9][a-z0-9-]{0,62}\.[a-z0-9][a-z0-9-]{0,62}\.svc(?:\.[a-z0-9][a-z0-9.-]{0,100}[a-z0-9])?)(?![\w-])/g;
const LONGEST = 4_000;

/** The Services whose full names a container's command and arguments contain, and where. */
export function hostsInCommand({
  spec,
  specPath,
}: PodContainer): { host: string; path: string }[] {
  return (['command', 'args'] as const).flatMap(list =>
    (spec?.[list] ?? []).flatMap((text, index) =>
      [...String(text).slice(0, LONGEST).matchAll(FULL_NAME)].map(
        ([, host]) => ({ host, path: `${specPath}.${list}[${index}]` }),
      ),
    ),
  );
}
