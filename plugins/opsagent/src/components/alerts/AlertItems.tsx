import Typography from '@mui/material/Typography';
import { AlertList } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';
import { AlertItem, AlertItemProps } from './AlertItem';

export interface AlertItemsProps extends Pick<AlertItemProps, 'incident'> {
  alerts: AlertList;
}

/** The first of some alerts, and how many more there are. */
export function AlertItems({ alerts, incident }: AlertItemsProps) {
  const t = useText();
  const { items, pageInfo, totalItems } = alerts;
  return (
    <>
      <PlainList>
        {items.map(each => (
          <AlertItem key={each.id} alert={each} incident={incident} />
        ))}
      </PlainList>
      {pageInfo.nextCursor && (
        <Typography variant="body2" color="text.secondary">
          {t('alerts.more', { count: totalItems - items.length })}
        </Typography>
      )}
    </>
  );
}
