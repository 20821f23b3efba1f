import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import { Alert } from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { webAddress } from '../../format/webAddress';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { incidentPageRouteRef } from '../../routes';
import { Line } from '../Line';
import { SeverityLabel } from '../findings/SeverityLabel';
import { Since } from '../findings/Since';
import { Moment } from '../Moment';
import { ObjectName } from '../ObjectName';
import { AlertStateLabel } from './AlertStateLabel';

export interface AlertItemProps {
  alert: Alert;
  /** The incident in whose page it stands. */
  incident?: string;
}

/** One alert: how bad, whether and since when it fires, its name, what its author wrote, and where it leads. */
export function AlertItem({ alert, incident }: AlertItemProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const incidentPath = useRouteRef(incidentPageRouteRef);
  const { annotations, cluster, endsAt, name, severity, subject } = alert;
  const rule = webAddress(alert.generatorUrl);
  const text = annotations.summary ?? annotations.message;
  return (
    <Box
      component="li"
      sx={{
        '&:not(:last-of-type)': { borderBottom: 1, borderColor: 'divider' },
        py: 1,
        typography: 'body2',
        overflowWrap: 'anywhere',
      }}
    >
      <Line columnGap={1.5}>
        <SeverityLabel severity={severity} />
        <AlertStateLabel state={alert.state} />
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {cluster && `${cluster} · `}
          <Since timestamp={alert.startsAt} />
          {endsAt && (
            <>
              {' · '}
              <Moment timestamp={endsAt}>
                {t('alerts.until', { moment: momentTime(endsAt, options) })}
              </Moment>
            </>
          )}
        </Box>
      </Line>
      <Box sx={{ fontWeight: 700 }}>{name}</Box>
      {text && <Box>{text}</Box>}
      <Line columnGap={1.5}>
        {subject && subject.kind !== 'Cluster' && (
          <ObjectName object={subject} />
        )}
        {incidentPath && alert.incident && alert.incident !== incident && (
          <Link to={incidentPath({ id: alert.incident })}>
            {t('alerts.incident')}
          </Link>
        )}
        {rule && <Link to={rule}>{t('alerts.rule', { name })}</Link>}
      </Line>
    </Box>
  );
}
