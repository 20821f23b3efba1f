import Box from '@mui/material/Box';
import { kubectlName, objectName, ObjectReference } from '../format/objectName';
import { useText } from '../hooks/useText';
import { CopyButton } from './CopyButton';

export interface ObjectNameProps {
  object: ObjectReference;
}

/** The name of a cluster object. Copies as kubectl takes it. An object without a name is one that the reader may not see. */
export function ObjectName({ object }: ObjectNameProps) {
  const t = useText();
  if (object.name === '') {
    return <em>{t('hiddenObject', { kind: object.kind })}</em>;
  }
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      <span>{objectName(object)}</span>
      {'\u00a0'}
      <CopyButton text={kubectlName(object)} />
    </Box>
  );
}
