import { Link } from '@backstage/core-components';
import HealthyIcon from '@mui/icons-material/CheckCircle';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import Box from '@mui/material/Box';
import {
  IncidentCounts,
  IncidentQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '../../format/incidentFilters';
import { useIncidentsPath } from '../../hooks/useIncidentsPath';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';

export interface OpenIncidentsProps {
  counts: IncidentCounts;
  /** What the list is narrowed to that the numbers lead to. */
  filters?: Partial<IncidentQuery>;
  /** Whether no incidents may be called good news. */
  healthy: boolean;
}

/** How many incidents are there by severity, each number leading to them. */
export function OpenIncidents(props: OpenIncidentsProps) {
  const { counts, filters, healthy } = props;
  const t = useText();
  const pathTo = useIncidentsPath();
  const open = SEVERITIES.filter(each => counts.open[each] > 0);
  return (
    <Box
      component="span"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.25 }}
    >
      {open.map(severity => {
        const { Icon, color } = SEVERITY_LOOKS[severity];
        return (
          <Box
            key={severity}
            component="span"
            sx={theme => ({
              display: 'inline-flex',
              alignItems: 'center',
              gap: 0.5,
              fontWeight: 700,
              whiteSpace: 'nowrap',
              color: color[theme.palette.mode],
            })}
          >
            <Icon fontSize="small" aria-hidden />
            <Link
              to={pathTo({ ...filters, severity: [severity] })}
              color="inherit"
              underline="always"
            >
              {t(`platform.open.${severity}`, {
                number: `${counts.open[severity]}`,
              })}
            </Link>
          </Box>
        );
      })}
      {open.length === 0 && <NoneOpen healthy={healthy} />}
      {counts.quiet > 0 && (
        <Link
          to={pathTo({ ...filters, state: ['acknowledged', 'snoozed'] })}
          underline="always"
        >
          {t('platform.incidents.quiet', { count: counts.quiet })}
        </Link>
      )}
    </Box>
  );
}

function NoneOpen({ healthy }: { healthy: boolean }) {
  const t = useText();
  const Icon = healthy ? HealthyIcon : UnknownIcon;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        color: 'text.secondary',
      }}
    >
      <Icon fontSize="small" aria-hidden />
      {t(healthy ? 'platform.incidents.healthy' : 'platform.incidents.unknown')}
    </Box>
  );
}
