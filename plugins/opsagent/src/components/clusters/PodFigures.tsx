import Stack from '@mui/material/Stack';
import { NamespaceDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { numberText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Unread, UnknownFigure } from './Figure';

export type Pods = NonNullable<NamespaceDetails['pods']>;

const PHASES = [
  'Running',
  'Pending',
  'Failed',
  'Unknown',
  'Succeeded',
] as const satisfies readonly (keyof Pods['phases'])[];

export interface PodFiguresProps {
  pods: Pods | undefined;
  unread: Unread;
  /** The most that may run. */
  most?: number;
  /** Leaves out the phases. */
  short?: boolean;
}

/** How many pods there are, by phase, and how many of them want attention. */
export function PodFigures({ pods, unread, most, short }: PodFiguresProps) {
  const t = useText();
  const locale = useLocale();
  const state = unread.find(each => each.kind === 'Pod')?.state;
  if (!pods) return <UnknownFigure kind="Pod" state={state ?? 'notCaptured'} />;
  const number = (value: number) => ({ number: numberText(value, locale) });
  const total =
    most === undefined
      ? t('clusterPages.resources.podTotal', { count: pods.total })
      : t('clusterPages.resources.podsOf', {
          ...number(pods.total),
          most: numberText(most, locale),
        });
  const parts = [
    state === 'partial' ? t('clusterPages.atLeast', { number: total }) : total,
    ...(short ? [] : PHASES)
      .filter(phase => pods.phases[phase] > 0)
      .map(phase =>
        t(`clusterPages.resources.phase.${phase}`, number(pods.phases[phase])),
      ),
  ];
  const wanting = [
    ...(pods.notReady > 0
      ? [t('clusterPages.resources.notReady', number(pods.notReady))]
      : []),
    ...(pods.restartedLately > 0
      ? [t('clusterPages.resources.restarted', number(pods.restartedLately))]
      : []),
  ];
  return (
    <Stack component="span" sx={{ display: 'inline-flex' }}>
      <span>{parts.join(' · ')}</span>
      {wanting.length > 0 && <strong>{wanting.join(' · ')}</strong>}
    </Stack>
  );
}
