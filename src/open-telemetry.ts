import {
  type Context,
  createContextKey,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { type Attributes, type Trace, type Work, withRequestId } from './trace.ts';

/** One piece of work; its span begins late, so that it can still go on with what came before it. */
type Piece = { work: Work; startedAt: number; parent: Context; span?: Span };

const pieceKey = createContextKey('roq-invite.work');

/** Loaded only when somebody asks for traces: the standard OTEL_ variables say where they go and how many of them. */
export function openTelemetry(): { trace: Trace; stop(): Promise<void> } {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'roq-invite' }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const contexts = new AsyncLocalStorageContextManager().enable();
  const tracer = provider.getTracer('roq-invite');
  const pieceOf = (context: Context) => context.getValue(pieceKey) as Piece | undefined;

  const begun = (piece: Piece): Span => {
    const { work, startedAt, parent } = piece;
    const attributes = work.requestId === undefined ? {} : { 'request.id': work.requestId };
    piece.span ??= tracer.startSpan(work.name, { kind: SpanKind.SERVER, startTime: startedAt, attributes }, parent);
    return piece.span;
  };
  /** Where a span that begins now belongs. */
  const here = (): Context => {
    const active = contexts.active();
    const piece = pieceOf(active);
    return piece && !trace.getSpan(active) ? trace.setSpan(active, begun(piece)) : active;
  };
  const within = async <T>(context: Context, span: () => Span, run: () => Promise<T>): Promise<T> => {
    try {
      return await contexts.with(context, run);
    } catch (error) {
      // Never the message: it may quote what somebody wrote.
      span().setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error });
      throw error;
    } finally {
      span().end();
    }
  };

  return {
    trace: {
      work(work, run) {
        const parent = remote(work.traceparent) ?? trace.deleteSpan(here());
        const piece: Piece = { work, startedAt: Date.now(), parent };
        const context = trace.deleteSpan(ROOT_CONTEXT.setValue(pieceKey, piece));
        return withRequestId(work.requestId, () => within(context, () => begun(piece), run));
      },
      call(name, attributes, run) {
        const context = here();
        const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes: present(attributes) }, context);
        return within(trace.setSpan(context, span), () => span, run);
      },
      goesOn(traceparent) {
        const piece = pieceOf(contexts.active());
        const parent = remote(traceparent);
        if (piece && parent && !piece.span) piece.parent = parent;
      },
      traceparent() {
        const span = trace.getSpan(here());
        if (!span) return undefined;
        const { traceId, spanId, traceFlags } = span.spanContext();
        return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
      },
    },
    stop: () => provider.shutdown(),
  };
}

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function remote(traceparent: string | undefined): Context | undefined {
  const [, traceId, spanId, flags] = form.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, spanContext);
}

const present = (attributes: Attributes) =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
