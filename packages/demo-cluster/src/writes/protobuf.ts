/** The length-delimited fields of a protobuf message, by number; fields of other types are passed over. */
export type ProtobufFields = ReadonlyMap<number, Buffer>;

/**
 * Reads one level of a protobuf message: enough for the few messages that kubectl sends in no other form.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 * @throws RangeError when the bytes are no such message
 */
export function readFields(message: Buffer): ProtobufFields {
  const fields = new Map<number, Buffer>();
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message.readUInt8(position);
      position += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (position < message.length) {
    const tag = varint();
    switch (tag % 8) {
      case 0:
        varint();
        break;
      case 1:
        position += 8;
        break;
      case 2: {
        const length = varint();
        const bytes = message.subarray(position, position + length);
        if (bytes.length < length) throw new RangeError('message is cut off');
        fields.set(Math.floor(tag / 8), bytes);
        position += length;
        break;
      }
      case 5:
        position += 4;
        break;
      default:
        throw new RangeError(`unknown wire type ${tag % 8}`);
    }
  }
  return fields;
}
