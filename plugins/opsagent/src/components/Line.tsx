import Stack, { StackProps } from '@mui/material/Stack';

/** Things beside each other, which wrap where there is no room. */
export function Line(props: StackProps) {
  return (
    <Stack
      direction="row"
      useFlexGap
      flexWrap="wrap"
      alignItems="center"
      {...props}
    />
  );
}
