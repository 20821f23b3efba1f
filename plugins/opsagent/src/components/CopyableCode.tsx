import Box from '@mui/material/Box';
import { CodeBlock, CodeBlockProps } from './CodeBlock';
import { CopyButton } from './CopyButton';

export interface CopyableCodeProps extends CodeBlockProps {
  /** Names the button that copies it. */
  copyLabel: string;
}

/** Something to run or to paste elsewhere, with a button that copies it. */
export function CopyableCode({ copyLabel, ...block }: CopyableCodeProps) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}>
      <CodeBlock {...block} />
      <CopyButton text={block.children} label={copyLabel} />
    </Box>
  );
}
