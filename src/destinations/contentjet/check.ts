/** The connection doctor for Contentjet. */
import { type ErrorView, type FieldIssue, toErrorView } from '../../core/errors.ts';
import type { AccountIdentity, CheckReport, CheckStep, EntryType, Session } from '../destination.ts';
import { examine } from '../examine.ts';
import { ContentjetClient, type ContentjetProject, type ContentjetUser } from './client.ts';
import { contentjetError } from './errors.ts';
import { needsCopies } from './mapping.ts';
import { entryTypeOf, inProject, mappingIssues, projectOf, readEntryType } from './project.ts';
import { clientOf } from './reading.ts';
import type { ContentjetSettings } from './settings.ts';

const STEPS = ['reach', 'is_contentjet', 'credentials', 'project', 'entry_type', 'mapping', 'may_write'] as const;
type StepId = (typeof STEPS)[number];

/** One line per step, in order; after a failure the rest is skipped. The client only adds a line where there is one. */
export function checkContentjet(session: Session<ContentjetSettings>): Promise<CheckReport> {
  const { settings, reader, apiUrl } = session;
  return examine<StepId>({
    steps: STEPS,
    gate: 'contentjet_gate',
    explain,
    async run(done, lines) {
      const client = clientOf(session);
      await client.greet();
      done('reach');
      done('is_contentjet');
      const user = await activeUser(client);
      done('credentials', user.name);
      const project = await inProject(client.project(projectOf(settings).id));
      done('project', project.name);
      const type = await readEntryType(client, settings);
      lines.push(sameType(type, entryTypeOf(settings)));
      refuseMapping(type, settings);
      done('mapping');
      const identity = identityOf(user, project);
      if (identity.role === null) throw contentjetError('insufficient_scope', 'contentjet_not_member');
      done('may_write');
      if (reader !== undefined) lines.push(await checkReader(new ContentjetClient(reader, apiUrl), project));
      return identity;
    },
  });
}

/** Whoever was switched off may go on with a token that they have, but can't sign in again (recorded). */
async function activeUser(client: ContentjetClient): Promise<ContentjetUser> {
  const user = await client.me();
  if (user.isActive === false) throw contentjetError('credentials_rejected', 'contentjet_inactive');
  return user;
}

/** Not an obstacle in itself: whether the mapping still serves is the next step. */
function sameType(now: EntryType, before: EntryType): CheckStep {
  const differing = changedFields(now, before);
  if (differing.length === 0) return { id: 'entry_type', outcome: 'ok', detail: now.name };
  const error: ErrorView = { code: 'conflict', destination: 'contentjet', reason: 'contentjet_type_differs' };
  return { id: 'entry_type', outcome: 'warning', detail: differing.join(', '), error };
}

/** The labels of fields that are new, gone or different. */
function changedFields(now: EntryType, before: EntryType): string[] {
  const told = (type: EntryType) => new Map(type.fields.map((field) => [field.name, JSON.stringify(field)]));
  const [old, fresh] = [told(before), told(now)];
  const fields = [...now.fields, ...before.fields.filter(({ name }) => !fresh.has(name))];
  return fields.filter(({ name }) => old.get(name) !== fresh.get(name)).map(({ name, label }) => label || name);
}

/** @throws DestinationError where no draft could be made */
function refuseMapping(type: EntryType, settings: ContentjetSettings): void {
  const issues = mappingIssues(type, settings, entryTypeOf(settings));
  if (issues.length > 0) throw contentjetError('draft_rejected', 'contentjet_mapping_incomplete', issues);
  if (settings.images === 'copy') return;
  const uncopied = needsCopies(type, settings.mapping);
  if (uncopied.length === 0) return;
  const empty = uncopied.map(({ name, label }): FieldIssue => ({ field: name, rule: 'required', label }));
  throw contentjetError('draft_rejected', 'contentjet_needs_copies', empty);
}

/** As the project has it; administrators of the whole installation may do everything without being members. */
function identityOf(user: ContentjetUser, { name, userId, members }: ContentjetProject): AccountIdentity {
  const membership = members.find(({ id }) => id === user.id)?.membershipType;
  const role = userId === user.id ? 'owner' : (membership ?? (user.isAdmin === true ? 'admin' : null));
  return { siteTitle: name, userName: user.name, role: role && `${role.charAt(0).toUpperCase()}${role.slice(1)}` };
}

/**
 * A client that is no good does no harm: the person's own sign-in does all. Any client gets a token at any project; whose
 * it is shows when it reads (recorded).
 */
async function checkReader(client: ContentjetClient, { id }: ContentjetProject): Promise<CheckStep> {
  try {
    await client.tags(id);
    return { id: 'client', outcome: 'ok' };
  } catch (thrown) {
    const error = toErrorView(thrown);
    const isForeign = error.reason === 'contentjet_not_member';
    const named: ErrorView = isForeign ? { ...error, reason: 'contentjet_wrong_client' } : error;
    return { id: 'client', outcome: 'warning', error: named };
  }
}

/** What a general failure means at this step. */
function explain(step: StepId, error: ErrorView): ErrorView {
  if (error.code === 'redirected') return { ...error, reason: 'contentjet_forwards' };
  return step === 'is_contentjet' ? { ...error, code: 'not_this_system', reason: 'contentjet_none_here' } : error;
}
