/** Findings about a workload's own pods, which say why a controller does not reach its goal. */
export const POD_TROUBLE: readonly string[] = [
  'create.*',
  'scheduling.*',
  'storage.*',
  'image.*',
  'config.*',
  'pod.*',
  'probe.*',
];
