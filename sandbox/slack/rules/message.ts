import { z } from 'zod';
import { isObject, objectsOf } from '../json.ts';
import { blocksOn } from './blocks.ts';
import { type Complaint, complaintsOf, inSlackWords } from './complaints.ts';
import { inconsistencies } from './consistency.ts';

/** An error code of the platform with what it says beside it. */
export interface Refused {
  error: string;
  complaints: string[];
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), scalar);
const metadataShape = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.union([scalar, flat, z.array(z.union([scalar, flat]))])),
});

/** Blocks of a message: nothing, or why Slack answers invalid_blocks. */
export function blockComplaints(blocks: unknown, at = ['blocks']): Complaint[] {
  const shape = complaintsOf(blocksOn.message, blocks, at);
  return shape.length > 0 ? shape : inconsistencies(objectsOf(blocks), 'message', at);
}

/**
 * The first thing wrong with what a message carries: text, blocks, attachments, metadata.
 * Used by chat.*, response_urls and acks alike.
 */
export function messageFault(message: {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  metadata?: unknown;
}): Refused | undefined {
  const { blocks, attachments, metadata, text } = message;
  if (text !== undefined && typeof text !== 'string') return { error: 'invalid_arguments', complaints: ['text'] };
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format', complaints: [] };
  const broken = blocks === undefined ? [] : blockComplaints(blocks);
  if (broken.length > 0) return { error: 'invalid_blocks', complaints: broken.map(inSlackWords) };
  return attachmentFault(attachments) ?? metadataFault(metadata);
}

function attachmentFault(attachments: unknown): Refused | undefined {
  if (attachments === undefined) return undefined;
  if (!Array.isArray(attachments)) return { error: 'invalid_attachments', complaints: [] };
  if (attachments.length > 100) return { error: 'too_many_attachments', complaints: [] };
  const broken = attachments.flatMap((one: unknown, i) =>
    isObject(one) && one.blocks !== undefined ? blockComplaints(one.blocks, ['attachments', String(i), 'blocks']) : [],
  );
  return broken.length > 0 ? { error: 'invalid_attachments', complaints: broken.map(inSlackWords) } : undefined;
}

function metadataFault(metadata: unknown): Refused | undefined {
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) return { error: 'invalid_metadata_format', complaints: [] };
  const broken = complaintsOf(metadataShape, metadata, ['metadata']);
  if (broken.length > 0) return { error: 'invalid_metadata_format', complaints: broken.map(inSlackWords) };
  const tooLarge = JSON.stringify(metadata).length > 16_000;
  return tooLarge ? { error: 'metadata_too_large', complaints: [] } : undefined;
}
