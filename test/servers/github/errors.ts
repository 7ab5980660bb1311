/** Refusals in GitHub's words. */
export interface FieldError {
  resource: string;
  field?: string;
  code: string;
  message?: string;
}

export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Record<string, string>;
  /** In place of the page of the request itself. */
  readonly docs: string | undefined;
  /** Where to go instead. */
  readonly url: string | undefined;

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly FieldError[]; headers?: Record<string, string>; docs?: string; url?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
    this.docs = more.docs;
    this.url = more.url;
  }
}

export const notFound = (): ApiError => new ApiError(404, 'Not Found');
export const badCredentials = (): ApiError =>
  new ApiError(401, 'Bad credentials', { docs: 'https://docs.github.com/rest' });
export const requiresAuthentication = (): ApiError => new ApiError(401, 'Requires authentication');
export const isEmpty = (): ApiError => new ApiError(409, 'Git Repository is empty.');
export const validationFailed = (...errors: FieldError[]): ApiError =>
  new ApiError(422, 'Validation Failed', { errors });
export const invalidRequest = (what: string): ApiError => new ApiError(422, `Invalid request.\n\n${what}`);
