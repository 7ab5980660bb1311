/** The project and the entry type that an account is set up with, as they stand now. */
import type { FieldIssue } from '../../core/errors.ts';
import type { EntryType } from '../destination.ts';
import { type ContentjetClient, isNotFound } from './client.ts';
import { contentjetError } from './errors.ts';
import { type MappingFault, mappingFaults } from './mapping.ts';
import type { ContentjetSettings } from './settings.ts';

/** @throws DestinationError not_found with `contentjet_no_project` */
export function projectOf({ project }: ContentjetSettings): { id: number; name: string } {
  if (project === null) throw contentjetError('not_found', 'contentjet_no_project');
  return project;
}

/** @throws DestinationError not_found with `contentjet_no_type` */
export function entryTypeOf({ entryType }: ContentjetSettings): EntryType {
  if (entryType === null) throw contentjetError('not_found', 'contentjet_no_type');
  return entryType;
}

/** What Contentjet does not find below a project, where nothing but the project can be missing. */
export async function inProject<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw isNotFound(error) ? contentjetError('not_found', 'contentjet_project_gone') : error;
  }
}

/** @throws DestinationError not_found with `contentjet_type_gone`, or `contentjet_project_gone` */
export async function readEntryType(client: ContentjetClient, settings: ContentjetSettings): Promise<EntryType> {
  const [{ id: project }, { id }] = [projectOf(settings), entryTypeOf(settings)];
  try {
    return await client.entryType(project, id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await inProject(client.project(project));
    throw contentjetError('not_found', 'contentjet_type_gone');
  }
}

/**
 * The settings with the entry type as it is now.
 * @throws DestinationError not_found with `contentjet_type_changed` and its issues, where the mapping does not serve it
 */
export async function refreshed(client: ContentjetClient, settings: ContentjetSettings): Promise<ContentjetSettings> {
  const entryType = await readEntryType(client, settings);
  const issues = mappingIssues(entryType, settings, entryTypeOf(settings));
  if (issues.length > 0) throw contentjetError('not_found', 'contentjet_type_changed', issues);
  return { ...settings, entryType };
}

/** @param before the type as the mapping was made for it: it names fields that are gone */
export function mappingIssues(type: EntryType, { mapping }: ContentjetSettings, before = type): FieldIssue[] {
  return mappingFaults(type, mapping).map((fault) => issueOf(fault, [...type.fields, ...before.fields]));
}

const RULES: Partial<Record<MappingFault['rule'], FieldIssue['rule']>> = {
  ...{ required: 'required', unknown: 'unknown', too_long: 'too_long', too_short: 'too_short' },
};

function issueOf({ field, rule, limit }: MappingFault, fields: EntryType['fields']): FieldIssue {
  const label = fields.find(({ name }) => name === field)?.label;
  return {
    ...{ field, rule: RULES[rule] ?? 'format' },
    ...(limit === undefined ? {} : { limit }),
    ...(label ? { label } : {}),
  };
}
