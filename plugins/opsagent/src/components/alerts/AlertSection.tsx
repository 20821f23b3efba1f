import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { AlertItems, AlertItemsProps } from './AlertItems';

/** What a monitoring system reports beside the diagnosis. Shows nothing when it reports nothing. */
export function AlertSection({ alerts, incident }: AlertItemsProps) {
  const t = useText();
  if (alerts.items.length === 0) return null;
  return (
    <Pane title={t('alerts.title')}>
      <AlertItems alerts={alerts} incident={incident} />
    </Pane>
  );
}
