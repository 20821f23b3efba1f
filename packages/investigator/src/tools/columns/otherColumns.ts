import { ColumnsOf, Fields, fieldsOf, specOf, statusOf } from './Columns';
import { troubleIn } from './conditions';

/** In characters; what is longer is left to get_object. */
const SHORT = 80;

export const leaseColumns: ColumnsOf = lease => {
  const { holderIdentity, leaseDurationSeconds, leaseTransitions, renewTime } =
    specOf(lease);
  return { holderIdentity, renewTime, leaseDurationSeconds, leaseTransitions };
};

/** ConfigMaps and Secrets: which keys they have. */
export const keyColumns: ColumnsOf = ({ data, type }) => ({
  type,
  keys: Object.keys(fieldsOf(data)),
});

/** Of any kind: short values of spec and status, and conditions that are not met. */
export const otherColumns: ColumnsOf = object => ({
  ...shortValues(specOf(object)),
  ...shortValues(statusOf(object)),
  conditions: troubleIn(statusOf(object).conditions),
  ...(object.data ? keyColumns(object) : {}),
});

function shortValues(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        typeof value === 'number' ||
        typeof value === 'boolean' ||
        (typeof value === 'string' && value.length <= SHORT),
    ),
  );
}
