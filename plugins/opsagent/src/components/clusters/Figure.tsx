import Box from '@mui/material/Box';
import { NamespaceDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { numberText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';

export type Unread = NamespaceDetails['unread'];

export interface FigureProps {
  value: number | undefined;
  /** The kind that is counted. */
  kind: string;
  unread: Unread;
}

/** A number of objects; what could not be counted is said to be unknown, never shown as none. */
export function Figure({ value, kind, unread }: FigureProps) {
  const t = useText();
  const locale = useLocale();
  const state = unread.find(each => each.kind === kind)?.state;
  if (value === undefined)
    return <UnknownFigure kind={kind} state={state ?? 'notCaptured'} />;
  const number = numberText(value, locale);
  return (
    <span>
      {state === 'partial' ? t('clusterPages.atLeast', { number }) : number}
    </span>
  );
}

export interface UnknownFigureProps {
  kind: string;
  state: Unread[number]['state'];
}

/** What stands instead of a figure that is unknown, and why it is. */
export function UnknownFigure({ kind, state }: UnknownFigureProps) {
  const t = useText();
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t('clusterPages.unknown', {
        kind,
        state: t(`clusterPages.coverage.state.${state}`),
      })}
    </Box>
  );
}
