import type { ContextBlock, InputBlock, KnownBlock, SectionBlock } from '@slack/types';
import { useContext, useId } from 'preact/hooks';
import type { SeenMessage } from '../../page-state.ts';
import { Element } from './element.tsx';
import { Fallback } from './fallback.tsx';
import { RichText } from './rich-text.tsx';
import { SurfaceContext } from './surface.ts';
import { PlainText, SlackText } from './text.tsx';

/** Blocks as the emulator holds them: it has checked every one against Slack's rules. */
export function Blocks({ blocks }: { blocks: SeenMessage['blocks'] }) {
  return (
    <div class="blocks">
      {blocks.map((block) => (
        <BlockView key={block.block_id} id={block.block_id} block={block as unknown as KnownBlock} />
      ))}
    </div>
  );
}

function BlockView({ block, id }: { block: KnownBlock; id: string }) {
  switch (block.type) {
    case 'section':
      return <Section block={block} id={id} />;
    case 'header':
      return (
        <h3 class="header">
          <PlainText text={block.text} />
        </h3>
      );
    case 'divider':
      return <hr class="divider" />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
      return (
        <div class="actions">
          {block.elements.map((element) => (
            <Element key={element.action_id} element={element} blockId={id} />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure class="image">
          {block.title ? (
            <figcaption>
              <PlainText text={block.title} />
            </figcaption>
          ) : null}
          {'image_url' in block ? <img src={block.image_url} alt={block.alt_text} loading="lazy" /> : block.alt_text}
        </figure>
      );
    case 'input':
      return <Input block={block} id={id} />;
    case 'rich_text':
      return <RichText block={block} />;
    default:
      return <Fallback what={`${block.type} block`} json={block} />;
  }
}

function Section({ block, id }: { block: SectionBlock; id: string }) {
  const { text, fields, accessory } = block;
  return (
    <div class="section">
      <div class="section-text">
        {text ? (
          <div>
            <SlackText text={text} />
          </div>
        ) : null}
        {fields ? (
          <div class="fields">
            {fields.map((field) => (
              <div key={field.text}>
                <SlackText text={field} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {accessory ? (
        <div class="accessory">
          <Element element={accessory} blockId={id} label={text?.text ?? ''} />
        </div>
      ) : null}
    </div>
  );
}

function Context({ block }: { block: ContextBlock }) {
  return (
    <div class="context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <img key={index} src={'image_url' in element ? element.image_url : ''} alt={element.alt_text} />
        ) : (
          <span key={index}>
            <SlackText text={element} />
          </span>
        ),
      )}
    </div>
  );
}

const grouped = new Set(['checkboxes', 'radio_buttons', 'file_input', 'multi_users_select', 'multi_static_select']);

/** A labelled field with its hint and, in place, what is wrong with it. */
function Input({ block, id }: { block: InputBlock; id: string }) {
  const surface = useContext(SurfaceContext);
  const error = surface.errors[id];
  const field = useId();
  const about = [error ? `${field}e` : '', block.hint ? `${field}h` : ''].filter(Boolean).join(' ');
  const marks = { id: field, invalid: error !== undefined, describedBy: about || undefined };
  const label = (
    <>
      <PlainText text={block.label} />
      {block.optional ? <small> (optional)</small> : null}
    </>
  );
  const inside = <Element element={block.element} blockId={id} label={block.label.text} marks={marks} />;
  const notes = (
    <>
      {error ? (
        <p id={`${field}e`} class="field-error">
          {error}
        </p>
      ) : null}
      {block.hint ? (
        <p id={`${field}h`} class="hint">
          <PlainText text={block.hint} />
        </p>
      ) : null}
    </>
  );
  if (grouped.has(block.element.type)) {
    return (
      <fieldset class="input" data-invalid={error !== undefined} aria-describedby={about || undefined}>
        <legend>{label}</legend>
        {inside}
        {notes}
      </fieldset>
    );
  }
  return (
    <div class="input" data-invalid={error !== undefined}>
      <label for={field}>{label}</label>
      {inside}
      {notes}
    </div>
  );
}
