import { z } from 'zod';

/** The body of every answer that is not a success, as the portal's error handling writes it. */
export const errorResponseSchema = z
  .looseObject({
    error: z.looseObject({
      /** Such as `NotFoundError`. */
      name: z.string(),
      /** For the reader; names the field that is wrong and how to mend it. */
      message: z.string(),
    }),
    response: z.looseObject({ statusCode: z.number() }),
  })
  .meta({ id: 'Error' });
