import { bareBolt } from './serve.ts';

/** Bare ack: the least that Bolt takes to answer, and so the limit for latency. */
const { app, start } = bareBolt();
app.command(/.*/, ({ ack }) => ack());
app.action(/.*/, ({ ack }) => ack());
app.view(/.*/, ({ ack }) => ack());
await start();
