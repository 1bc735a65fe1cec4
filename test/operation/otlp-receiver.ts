import { once } from 'node:events';
import { createServer } from 'node:http';

export type SeenSpan = {
  traceId: string;
  spanId: string;
  parentId: string;
  name: string;
  attributes: Record<string, string>;
};
export type OtlpReceiver = { url: string; spans(): SeenSpan[]; resource(): Record<string, string>; stop(): void };

/** Takes traces as a collector does, by OTLP over HTTP with protobuf. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: SeenSpan[] = [];
  let resource: Record<string, string> = {};
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part);
    const fits = req.url === '/v1/traces' && req.headers['content-type'] === 'application/x-protobuf';
    for (const ofResource of fits ? messages(Buffer.concat(parts), 1) : []) {
      for (const each of messages(ofResource, 1)) resource = attributesIn(each, 1);
      for (const scope of messages(ofResource, 2)) spans.push(...messages(scope, 2).map(spanOf));
    }
    res.writeHead(fits ? 200 : 415, { 'content-type': 'application/x-protobuf' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans: () => spans,
    resource: () => resource,
    stop: () => void server.close().closeAllConnections(),
  };
}

/** Field numbers as in opentelemetry/proto/trace/v1/trace.proto. */
const spanOf = (span: Buffer): SeenSpan => ({
  traceId: messages(span, 1)[0]?.toString('hex') ?? '',
  spanId: messages(span, 2)[0]?.toString('hex') ?? '',
  parentId: messages(span, 4)[0]?.toString('hex') ?? '',
  name: messages(span, 5)[0]?.toString() ?? '',
  attributes: attributesIn(span, 9),
});

function attributesIn(message: Buffer, field: number): Record<string, string> {
  const pairs = messages(message, field).map((pair) => {
    const [value] = messages(pair, 2);
    return [messages(pair, 1)[0]?.toString() ?? '', value ? (messages(value, 1)[0]?.toString() ?? '') : ''];
  });
  return Object.fromEntries(pairs);
}

/** The length-delimited values of one field of a protobuf message. */
function messages(message: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const wire = key & 7;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else {
      const length = varint();
      if (key >>> 3 === wanted) found.push(message.subarray(at, at + length));
      at += length;
    }
  }
  return found;
}
