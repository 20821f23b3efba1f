import Button from '@mui/material/Button';
import { Investigation } from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { PlainList } from '../PlainList';

export interface EarlierInvestigationsProps {
  items: readonly Investigation[];
  /** The id of the one that is shown. */
  shown: string;
  onChoose(id: string): void;
}

/** All investigations of an incident, to choose one. */
export function EarlierInvestigations(props: EarlierInvestigationsProps) {
  const { items, shown, onChoose } = props;
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  return (
    <Disclosure label={t('investigation.earlier', { count: items.length - 1 })}>
      <PlainList>
        {items.map(({ id, startedAt, state, details }) => (
          <li key={id}>
            <Button
              size="small"
              aria-current={id === shown}
              onClick={() => onChoose(id)}
              sx={{
                textTransform: 'none',
                textAlign: 'start',
                fontWeight: id === shown ? 700 : 400,
              }}
            >
              {[
                momentTime(startedAt, options),
                t(`investigation.state.${state}`),
                details?.model,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Button>
          </li>
        ))}
      </PlainList>
    </Disclosure>
  );
}
