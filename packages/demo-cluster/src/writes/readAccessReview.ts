import type { Request } from 'express';
import { badRequest } from '../errors/failures';
import { isRecord } from '../patch/mergePatch';
import { ProtobufFields, readFields } from './protobuf';
import { mediaTypeOf, readBody } from './readObject';

const KIND = 'SelfSubjectAccessReview';
const PROTOBUF = 'application/vnd.kubernetes.protobuf';
/** Goes before every protobuf message of Kubernetes. */
const MAGIC = Buffer.from('k8s\0');

/** The fields of `ResourceAttributes` in the order of their numbers, from 1. */
const ATTRIBUTES = [
  'namespace',
  'verb',
  'group',
  'version',
  'resource',
  'subresource',
  'name',
];

/** The question of an access review. `kubectl auth can-i` asks in protobuf and accepts an answer in JSON. */
export function readAccessReview(request: Request): Record<string, unknown> {
  if (mediaTypeOf(request) === PROTOBUF) return fromProtobuf(request.body);
  const body = readBody(request, KIND);
  return isRecord(body) && isRecord(body.spec) ? body.spec : {};
}

function fromProtobuf(body: Buffer): Record<string, unknown> {
  try {
    if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
      throw new RangeError('no Kubernetes message');
    }
    const envelope = readFields(body.subarray(MAGIC.length));
    const spec = within(within(envelope, 2), 2);
    if (!spec.has(1)) return {};
    const attributes = [...within(spec, 1)].map(([number, bytes]) => [
      ATTRIBUTES[number - 1],
      bytes.toString('utf8'),
    ]);
    return { resourceAttributes: Object.fromEntries(attributes) };
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${KIND}): ${error}`,
    );
  }
}

function within(fields: ProtobufFields, number: number): ProtobufFields {
  return readFields(fields.get(number) ?? Buffer.alloc(0));
}
