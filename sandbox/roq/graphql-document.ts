import {
  buildSchema,
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { roqSchema } from './schema.graphql.ts';

export const schema = buildSchema(roqSchema);

export type Document = { node: DocumentNode; errors: readonly GraphQLError[] };

const cached = new Map<string, Document>();
const cacheSize = 500;

/** Parses and validates a document, with ROQ's limit on depth; the outcome is kept by its text. */
export function readDocument(source: string, maxDepth: number): Document {
  const key = `${maxDepth} ${source}`;
  const known = cached.get(key);
  if (known) return known;
  if (cached.size >= cacheSize) cached.clear();
  const document = examine(source, maxDepth);
  cached.set(key, document);
  return document;
}

/** The operation the call means; undefined if it cannot be told. */
export function chosenOperation(document: Document, name: string | null): OperationDefinitionNode | undefined {
  const operations = operationsOf(document.node);
  return name === null && operations.length > 1
    ? undefined
    : operations.find((operation) => name === null || operation.name?.value === name);
}

export function rootFields(operation: OperationDefinitionNode): string[] {
  return operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
}

function examine(source: string, maxDepth: number): Document {
  try {
    const node = parse(source);
    const errors = validate(schema, node);
    return { node, errors: errors.length > 0 ? errors : depthErrors(node, maxDepth) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { node: { kind: Kind.DOCUMENT, definitions: [] }, errors: [error] };
  }
}

function depthErrors(document: DocumentNode, maxDepth: number): GraphQLError[] {
  return operationsOf(document).flatMap((operation) =>
    depthOf(document, operation.selectionSet) > maxDepth
      ? [new GraphQLError(`'${operation.name?.value ?? ''}' exceeds maximum operation depth of ${maxDepth}`)]
      : [],
  );
}

/** Levels of fields with fields of their own; `data` and introspection are not counted. */
function depthOf(document: DocumentNode, set: SelectionSetNode): number {
  const depths = set.selections.map((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return depthOf(document, node.selectionSet);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = document.definitions.find(
        (found) => found.kind === Kind.FRAGMENT_DEFINITION && found.name.value === node.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? depthOf(document, fragment.selectionSet) : 0;
    }
    if (!node.selectionSet || node.name.value.startsWith('__')) return 0;
    return (node.name.value === 'data' ? 0 : 1) + depthOf(document, node.selectionSet);
  });
  return Math.max(0, ...depths);
}

const operationsOf = (document: DocumentNode) =>
  document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node] : []));
