/** Whether a request and its answer are as GitHub's own description has them. */
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Route } from './api.ts';
import { isObject, type Json, type JsonObject, resolve } from './description.ts';

export interface Exchange {
  method: string;
  path: string;
  query: URLSearchParams;
  status: number;
  body?: unknown;
}

/** Of an exchange whose path is one of the description's. */
export interface KnownExchange extends Exchange {
  route: Pick<Route, 'template'>;
  params: Record<string, string>;
  /** The request's own body, parsed. */
  request: unknown;
}

export interface Description {
  /** Where GitHub's documentation tells of this request. */
  docsOf(method: string, template: string | undefined): string;
  /** What is not as it is described; nothing where all is well. */
  check(exchange: KnownExchange): string[];
}

/** These any request may be answered with, described or not; with GitHub's usual error then. */
const ANYWHERE = [301, 307, 400, 401, 403, 404, 415, 429, 500];

export function createDescription(whole: JsonObject): Description {
  // What is referred to is compiled once, and quickly: a suite sends few requests of each kind.
  // Formats that are GitHub's own (`repo.nwo`) check nothing; `int64` and the like are numbers all the same.
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: true,
    logger: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.addFormat('timestamp', true);
  const compiled = new Map<string, ValidateFunction>();
  for (const closed of [true, false]) addComponents(ajv, whole, closed);

  const wrongIn = (name: string, schema: Json, value: unknown, closed: 'closed' | 'open'): string[] => {
    const known = compiled.get(name) ?? ajv.compile(toSchema(schema, closed === 'closed'));
    compiled.set(name, known);
    if (known(value)) return [];
    return (known.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
      return `${name}${instancePath} ${message}${extra}`;
    });
  };

  const operationOf = (method: string, template: string | undefined): JsonObject | undefined => {
    const item = isObject(whole.paths) && template !== undefined ? whole.paths[template] : undefined;
    const found = isObject(item) ? item[method.toLowerCase()] : undefined;
    return isObject(found) ? found : undefined;
  };

  const checkParameters = (name: string, operation: JsonObject, exchange: KnownExchange): string[] => {
    const described = (Array.isArray(operation.parameters) ? operation.parameters : []).map((one) => deref(whole, one));
    const given = [
      ...Object.entries(exchange.params).map(([key, value]) => ['path', key, value] as const),
      ...[...exchange.query].map(([key, value]) => ['query', key, value] as const),
    ];
    return given.flatMap(([place, key, value]) => {
      const parameter = described.find((one) => one.in === place && one.name === key);
      if (parameter === undefined) return [`${name}: it has no ${place} parameter ${key}`];
      const schema = isObject(parameter.schema) ? parameter.schema : {};
      return wrongIn(`${name} ${place} ${key}`, schema, typed(deref(whole, schema).type, value), 'open');
    });
  };

  const checkRequest = (name: string, operation: JsonObject, { request }: KnownExchange): string[] => {
    const described = operation.requestBody === undefined ? undefined : deref(whole, operation.requestBody);
    const schema = described && contentOf(described);
    if (schema === undefined) return request === undefined ? [] : [`${name}: it takes no body`];
    if (request === undefined) return described?.required === true ? [`${name}: its body is missing`] : [];
    return wrongIn(`${name} request`, schema, request, 'closed');
  };

  const checkAnswer = (name: string, operation: JsonObject, { status, body }: KnownExchange): string[] => {
    const responses = isObject(operation.responses) ? operation.responses : {};
    const described = responses[String(status)];
    if (described === undefined) {
      if (!ANYWHERE.includes(status)) return [`${name}: it is never answered with ${status}`];
      return wrongIn('any error', ANY_ERROR, body, 'open');
    }
    const schema = CORRECTIONS[`${name} ${status}`] ?? contentOf(deref(whole, described));
    // A file as it is, where it was asked for in its raw form.
    if (Buffer.isBuffer(body)) return [];
    // Some errors are named without their form.
    if (schema === undefined && status >= 300) return wrongIn('any error', ANY_ERROR, body, 'open');
    if (schema === undefined) return body === undefined ? [] : [`${name} ${status}: it has no body`];
    const wrong = wrongIn(`${name} ${status}`, schema, body, status < 300 ? 'closed' : 'open');
    return status < 400 ? wrong : [...wrong, ...wrongIn('any error', ANY_ERROR, body, 'open')];
  };

  return {
    docsOf(method, template) {
      const documentation = operationOf(method, template)?.externalDocs;
      const url = isObject(documentation) ? documentation.url : undefined;
      return typeof url === 'string' ? url : 'https://docs.github.com/rest';
    },
    check(exchange) {
      const { method, route } = exchange;
      const name = `${method} ${route.template}`;
      const operation = operationOf(method, route.template);
      if (operation === undefined) return [`${name}: GitHub has no such request`];
      return [
        ...checkParameters(name, operation, exchange),
        ...checkRequest(name, operation, exchange),
        ...checkAnswer(name, operation, exchange),
      ];
    },
  };
}

/** Where the description is wrong about itself. */
const CORRECTIONS: Record<string, Json> = {
  // Its own words make the account a user and an enterprise at once; for one installation alone it has it right.
  'GET /app/installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};

/** What an error looks like wherever it comes from. */
const ANY_ERROR: Json = {
  type: 'object',
  required: ['message', 'documentation_url', 'status'],
  properties: {
    message: { type: 'string' },
    documentation_url: { type: 'string' },
    status: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', required: ['resource', 'code'] } },
  },
};

function deref(whole: JsonObject, value: Json): JsonObject {
  const target = isObject(value) && typeof value.$ref === 'string' ? resolve(whole, value.$ref) : value;
  return isObject(target) ? target : {};
}

/** The schema of its JSON; undefined where it has none. */
function contentOf({ content }: JsonObject): Json | undefined {
  const types = isObject(content) ? content : {};
  const json = types['application/json'];
  return isObject(json) ? json.schema : undefined;
}

/** A parameter is text until it is read. */
function typed(type: Json | undefined, value: string): unknown {
  if (type === 'integer' || type === 'number') return value === '' ? value : Number(value);
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

const idOf = (ref: string, closed: boolean): string =>
  `github:${closed ? 'closed' : 'open'}/${ref.replace('#/components/schemas/', '')}`;

/** Each once, however many refer to it. */
function addComponents(ajv: Ajv, { components }: JsonObject, closed: boolean): void {
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(toSchema(schema, closed), idOf(name, closed));
}

/**
 * A schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a second type.
 * @param closed members that are not described are wrong: what GitHub does not know it leaves unread, and what it does not
 *   promise nobody may count on
 */
function toSchema(value: Json, closed: boolean): JsonObject {
  if (!isObject(value)) return {};
  if (typeof value.$ref === 'string') return { $ref: idOf(value.$ref, closed) };
  const { nullable, ...rest } = value;
  const schema: JsonObject = {};
  for (const [keyword, content] of Object.entries(rest)) {
    if (['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(content)) {
      // Closed, none of several that hold together would allow what the others describe.
      // Open, several of which one must hold are told apart by nothing.
      const name = keyword === 'oneOf' && !closed ? 'anyOf' : keyword;
      schema[name] = content.map((one) => toSchema(one, closed && keyword !== 'allOf'));
    } else if (keyword === 'properties' && isObject(content)) {
      const inner = Object.entries(content).map(([name, one]) => [name, toSchema(one, closed)] as const);
      schema.properties = Object.fromEntries(inner);
    } else if (keyword === 'items' || (keyword === 'additionalProperties' && isObject(content))) {
      schema[keyword] = toSchema(content, closed);
    } else if (!['exclusiveMinimum', 'exclusiveMaximum', 'description', 'title'].includes(keyword)) {
      // What is left out are flags in OpenAPI 3.0, and prose.
      schema[keyword] = content;
    }
  }
  if (closed && schema.properties !== undefined && schema.additionalProperties === undefined) {
    schema.additionalProperties = false;
  }
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}
