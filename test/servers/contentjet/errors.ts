/** How Contentjet refuses. Recorded from contentjet-api 0.17.1. */

/** One of the two shapes of `errors`: what the JSON schema found. */
export interface SchemaIssue {
  message: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** By attribute: sentences, what the schema found, or (for `fields`) the same one level down. */
export interface Errors {
  [attribute: string]: string[] | SchemaIssue[] | Errors;
}

/** What is thrown anywhere inside and answered as it is. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`Contentjet answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

const named = (name: string, message: string, status: number): ApiError =>
  new ApiError(status, { name, message, status });

export const notFound = (): ApiError => named('NotFoundError', 'Not found', 404);

export const unauthenticated = (message: string): ApiError => named('AuthenticationError', message, 401);

export const forbidden = (): ApiError => named('AuthorizationError', 'Permission denied', 403);

/** A validation error of one sentence. */
export const refused = (message: string): ApiError => named('ValidationError', message, 400);

/** A validation error by attribute. */
export const invalid = (errors: Errors): ApiError =>
  new ApiError(400, { name: 'ValidationError', message: 'A validation error occurred', status: 400, errors });

/** A programming error of the server: its message and stack are not enumerable, so nothing of it is seen. */
export const crash = (): ApiError => new ApiError(500, {});

/**
 * What the database's driver throws goes out whole. What only PostgreSQL knows (lines of its source code, lengths of its
 * messages) is left out.
 * @param code SQLSTATE
 */
export const databaseError = (code: string, details: Record<string, string> = {}): ApiError =>
  new ApiError(500, { name: 'error', severity: 'ERROR', code, ...details });

export function uniqueViolation(table: string, constraint: string, columns: string, values: string): ApiError {
  const detail = `Key (${columns})=(${values}) already exists.`;
  return databaseError('23505', { detail, schema: 'public', table, constraint });
}
