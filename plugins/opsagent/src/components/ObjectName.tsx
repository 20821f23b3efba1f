import Box from '@mui/material/Box';
import { kubectlName, objectName, ObjectReference } from '../format/objectName';
import { CopyButton } from './CopyButton';

export interface ObjectNameProps {
  object: ObjectReference;
}

/** The name of a cluster object. Copies as kubectl takes it. */
export function ObjectName({ object }: ObjectNameProps) {
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      <span>{objectName(object)}</span>{' '}
      <CopyButton text={kubectlName(object)} />
    </Box>
  );
}
