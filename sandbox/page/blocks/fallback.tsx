/** What this page cannot draw, named, with its JSON for whoever wants to know. */
export function Fallback({ what, json }: { what: string; json: object }) {
  return (
    <details class="fallback">
      <summary>{what.replaceAll('_', ' ')} (not drawn in this sandbox)</summary>
      <pre>{JSON.stringify(json, null, 2)}</pre>
    </details>
  );
}
