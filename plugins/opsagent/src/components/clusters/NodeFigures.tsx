import { ClusterDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { numberText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Unread, UnknownFigure } from './Figure';

export interface NodeFiguresProps {
  nodes: NonNullable<ClusterDetails['resources']>['nodes'];
  unread: Unread;
}

/** How many nodes there are, and how many of them take pods. */
export function NodeFigures({ nodes, unread }: NodeFiguresProps) {
  const t = useText();
  const locale = useLocale();
  if (!nodes) {
    const state = unread.find(each => each.kind === 'Node')?.state;
    return <UnknownFigure kind="Node" state={state ?? 'notCaptured'} />;
  }
  const { total, ready, cordoned } = nodes;
  const text = t('clusterPages.resources.nodesReady', {
    count: total,
    ready: numberText(ready, locale),
  });
  const parts = [
    text,
    ...(cordoned > 0
      ? [
          t('clusterPages.resources.cordoned', {
            number: numberText(cordoned, locale),
          }),
        ]
      : []),
  ];
  return ready < total ? (
    <strong>{parts.join(' · ')}</strong>
  ) : (
    <span>{parts.join(' · ')}</span>
  );
}
