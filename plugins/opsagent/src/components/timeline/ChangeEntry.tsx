import { fieldValue } from '../../format/fieldValue';
import { JsonValue } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { ObjectName } from '../ObjectName';
import { EntryOf } from './EntryOf';

export interface ChangeEntryProps {
  entry: EntryOf<'change'>;
}

/** Which field was changed and, where they fit on a line, from what to what. */
export function ChangeEntry({ entry }: ChangeEntryProps) {
  const t = useText();
  const { object, path, value, was } = entry;
  const to = useShortValue(value);
  const from = useShortValue(was ?? null);
  return (
    <>
      <strong>{t('incidentPage.timeline.change')}</strong>{' '}
      <ObjectName object={object} />
      {' · '}
      <Code quiet>{path}</Code>
      {was !== undefined && from && to && (
        <>
          {' · '}
          <Code>{t('incidentPage.timeline.fromTo', { from, to })}</Code>
        </>
      )}
    </>
  );
}

function useShortValue(value: JsonValue) {
  const t = useText();
  const formatted = fieldValue(value);
  if (!formatted) return t('evidence.notSet');
  return formatted.block ? undefined : formatted.text;
}
