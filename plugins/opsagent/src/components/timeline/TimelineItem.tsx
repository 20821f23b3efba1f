import AlertIcon from '@mui/icons-material/NotificationsActive';
import ChangeIcon from '@mui/icons-material/Edit';
import EventIcon from '@mui/icons-material/NotificationsNone';
import FailureIcon from '@mui/icons-material/ReportProblemOutlined';
import ScanIcon from '@mui/icons-material/Radar';
import StateIcon from '@mui/icons-material/Flag';
import Box from '@mui/material/Box';
import { SvgIconProps } from '@mui/material/SvgIcon';
import { TimelineEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { ComponentType } from 'react';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';
import { ChangeEntry } from './ChangeEntry';
import { StateEntry } from './StateEntry';

const ICONS: Readonly<
  Record<TimelineEntry['type'], ComponentType<SvgIconProps>>
> = {
  alert: AlertIcon,
  change: ChangeIcon,
  event: EventIcon,
  failure: FailureIcon,
  scan: ScanIcon,
  state: StateIcon,
};

export interface TimelineItemProps {
  entry: TimelineEntry;
}

/** One thing that happened: when, of which kind, and what. */
export function TimelineItem({ entry }: TimelineItemProps) {
  const options = { locale: useLocale(), now: useNow() };
  const Icon = ICONS[entry.type];
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1,
        typography: 'body2',
        overflowWrap: 'anywhere',
        '&:not(:last-of-type)': { pb: 1 },
      }}
    >
      <Icon
        fontSize="small"
        aria-hidden
        sx={{ flex: 'none', color: 'text.secondary', mt: '1px' }}
      />
      <Box sx={{ minWidth: 0 }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          <Moment timestamp={entry.at}>{momentTime(entry.at, options)}</Moment>
        </Box>{' '}
        <What entry={entry} />
      </Box>
    </Box>
  );
}

function What({ entry }: TimelineItemProps) {
  const t = useText();
  switch (entry.type) {
    case 'alert':
      return (
        <>
          <strong>{t(`incidentPage.timeline.${entry.state}`)}</strong>{' '}
          {entry.name}
        </>
      );
    case 'change':
      return <ChangeEntry entry={entry} />;
    case 'event':
      return (
        <>
          <strong>{t('incidentPage.timeline.event')}</strong> {entry.reason}
          {' · '}
          {entry.text}
          {' · '}
          {t('evidence.eventCount', { count: entry.count })}
        </>
      );
    case 'failure':
      return (
        <>
          <strong>{t('incidentPage.timeline.failure')}</strong>{' '}
          {t(`severity.${entry.severity}`)}
          {' · '}
          {entry.text}
        </>
      );
    case 'scan':
      return <>{t(`incidentPage.timeline.${entry.seen}Seen`)}</>;
    default:
      return <StateEntry transition={entry.transition} />;
  }
}
