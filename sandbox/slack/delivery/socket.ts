import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Ack } from '../journal.ts';
import { isObject, type JsonObject, parseJson, textOf } from '../json.ts';
import type { World } from '../world.ts';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** The socket side of the platform: tickets, connections, and envelopes to one of them at a time. */
export interface SocketHub {
  /** A URL for one connection, as apps.connections.open answers it. */
  ticketUrl(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  count(): number;
  /** Tells connections to go: all, or the first `only`. */
  disconnect(reason: DisconnectReason, only?: number): void;
  close(): void;
}

const mostConnections = 10;
const pingEvery = 10_000;
type Answer = Pick<Ack, 'status' | 'body' | 'headers'>;
interface Pending {
  socket: WebSocket;
  accepts: boolean;
  type: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

interface Connections {
  sockets: WebSocket[];
  pending: Map<string, Pending>;
  /** Counts payloads, so that connections take turns. */
  turn: number;
}

export function createSocketHub(world: World): SocketHub {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections: Connections = { sockets: [], pending: new Map(), turn: 0 };
  const { sockets } = connections;
  world.sendOverSocket = (envelope) => sendEnvelope(world, connections, envelope);
  const heartbeat = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, pingEvery);
  heartbeat.unref();

  return {
    ticketUrl() {
      const ticket = world.ids.secret();
      tickets.add(ticket);
      return `${world.url.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.app.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', world.url).searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      server.handleUpgrade(request, socket, head, (accepted) => accept(world, connections, accepted));
    },
    count: () => sockets.length,
    disconnect(reason, only = sockets.length) {
      for (const socket of sockets.slice(0, only)) tell(socket, reason);
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

function sendEnvelope(world: World, connections: Connections, envelope: JsonObject): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const open = connections.sockets.filter((socket) => socket.readyState === WebSocket.OPEN);
    const socket = open[connections.turn % Math.max(1, open.length)];
    connections.turn += 1;
    if (!socket) return reject(new Error('no socket is connected'));
    const id = world.ids.secret(16);
    const accepts = envelope.accepts_response_payload === true;
    connections.pending.set(id, { socket, accepts, type: textOf(envelope.type), resolve, reject });
    socket.send(JSON.stringify({ envelope_id: id, ...envelope }));
  });
}

function accept(world: World, { sockets, pending }: Connections, socket: WebSocket): void {
  socket.on('error', () => socket.terminate());
  const refusal = refusalOf(world, sockets.length);
  if (refusal) {
    tell(socket, refusal);
    return;
  }
  sockets.push(socket);
  socket.on('close', () => {
    sockets.splice(sockets.indexOf(socket), 1);
    abandon(pending, socket);
  });
  socket.on('message', (data) => receive(world, pending, data.toString()));
  socket.send(JSON.stringify(hello(world, sockets.length)));
  world.journal.changed('socket');
}

function refusalOf(world: World, count: number): DisconnectReason | undefined {
  if (!world.app.socketMode) return 'link_disabled';
  return count >= mostConnections ? 'too_many_websockets' : undefined;
}

/** Asks a client to go; it is the client that closes. */
function tell(socket: WebSocket, reason: DisconnectReason): void {
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
}

function hello(world: World, count: number): JsonObject {
  return {
    type: 'hello',
    num_connections: count,
    connection_info: { app_id: world.app.appId },
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
  };
}

function receive(world: World, pending: Map<string, Pending>, text: string): void {
  const message = parseJson(text);
  const id = isObject(message) ? textOf(message.envelope_id) : '';
  const waiting = pending.get(id);
  if (!isObject(message) || !waiting) {
    world.journal.violated('unknown_envelope', `${id || text.slice(0, 200)}: not sent, or acked twice`);
    return;
  }
  pending.delete(id);
  const body = isObject(message.payload) && Object.keys(message.payload).length > 0 ? message.payload : undefined;
  if (body && !waiting.accepts) {
    world.journal.violated('unexpected_ack_body', `${waiting.type} takes no response payload`);
  }
  waiting.resolve({ status: 200, body: waiting.accepts ? body : undefined, headers: {} });
}

/** Payloads sent down a connection that closed will never be answered. */
function abandon(pending: Map<string, Pending>, socket: WebSocket): void {
  for (const [id, waiting] of pending) {
    if (waiting.socket !== socket) continue;
    pending.delete(id);
    waiting.reject(new Error('the socket closed'));
  }
}
