// Preloaded by the test of what is loaded: says on the way out which packages of OpenTelemetry were.
process.on('exit', () => {
  const loaded = Object.keys(require.cache).flatMap((file) => /@opentelemetry[\\/]([\w-]+)/.exec(file)?.[1] ?? []);
  process.stderr.write(`loaded: ${[...new Set(loaded)].sort().join(' ')}\n`);
});
