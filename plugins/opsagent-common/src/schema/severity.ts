import { SEVERITIES } from '@opsagent/engine';
import { z } from 'zod';

/** How bad something is, the worst first. */
export const severitySchema = z.enum(SEVERITIES).meta({ id: 'Severity' });
