import ArrowIcon from '@mui/icons-material/ArrowForward';
import Box from '@mui/material/Box';
import { fieldValue } from '../../format/fieldValue';
import { JsonValue, Parameter } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { PlainList } from '../PlainList';

export interface ParameterListProps {
  parameters: readonly Parameter[];
}

/** The values that a recommendation depends on: as they are, as proposed, and why. */
export function ParameterList({ parameters }: ParameterListProps) {
  const t = useText();
  if (parameters.length === 0) return null;
  return (
    <PlainList>
      {parameters.map(({ name, current, proposed, because }) => (
        <Box component="li" key={name} sx={{ overflowWrap: 'anywhere' }}>
          {name}
          {': '}
          {current !== undefined && (
            <>
              <Value value={current} />{' '}
              <ArrowIcon
                titleAccess="→"
                sx={{ fontSize: '0.9rem', verticalAlign: 'middle' }}
              />{' '}
            </>
          )}
          {proposed === undefined ? (
            <em>{t('recommendations.fillIn')}</em>
          ) : (
            <Value value={proposed} />
          )}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {because}
          </Box>
        </Box>
      ))}
    </PlainList>
  );
}

function Value({ value }: { value: JsonValue }) {
  const t = useText();
  const formatted = fieldValue(value);
  return formatted ? (
    <Code>{formatted.text}</Code>
  ) : (
    <em>{t('evidence.notSet')}</em>
  );
}
