/** What has a life, and its table. */
export const LIVING = { finding: 'findings', incident: 'incidents' } as const;

export type Living = keyof typeof LIVING;
