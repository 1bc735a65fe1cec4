import type { FileInput } from '@slack/types';
import { useContext, useState } from 'preact/hooks';
import { act, type Outcome } from '../api.ts';
import { attempt } from '../deeds.ts';
import { me } from '../state.ts';
import type { ElementProps } from './element.tsx';
import { SurfaceContext, stateIn } from './surface.ts';

/** Files are uploaded as soon as they are chosen, as Slack does. */
export function FileField({ element, at, label, marks }: ElementProps<FileInput>) {
  const surface = useContext(SurfaceContext);
  const [busy, setBusy] = useState(false);
  const files = stateIn(surface, at).files ?? [];
  const full = files.length >= (element.max_files ?? 10);
  const upload = async (input: HTMLInputElement) => {
    setBusy(true);
    for (const file of [...(input.files ?? [])]) {
      const base64 = await base64Of(file);
      const body = { user: me.value, ...surface.place, blockId: at.blockId, name: file.name, base64 };
      await attempt(() => act('uploads', body));
    }
    input.value = '';
    setBusy(false);
  };
  const clear = async () => {
    if (!('viewId' in surface.place)) return;
    const body = { user: me.value, viewId: surface.place.viewId, values: { [at.blockId]: null } };
    await attempt(async () => (await act<Outcome[]>('fill', body))[0] ?? {});
  };
  return (
    <div class="files">
      {files.map((file) => (
        <span key={file.id} class="token">
          📄 {file.name}
        </span>
      ))}
      {files.length > 0 ? (
        <button type="button" class="button small" onClick={clear}>
          Remove<span class="hidden-text"> what was uploaded</span>
        </button>
      ) : null}
      {full ? null : (
        <input
          id={marks.id}
          type="file"
          class="file-input"
          aria-label={label}
          aria-invalid={marks.invalid || undefined}
          aria-describedby={marks.describedBy}
          aria-busy={busy}
          disabled={busy}
          multiple={(element.max_files ?? 10) > 1}
          accept={element.filetypes?.map((one) => `.${one}`).join(',')}
          onChange={(event) => upload(event.currentTarget)}
        />
      )}
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}
