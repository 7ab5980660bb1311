import { DestinationError } from '../../core/errors.ts';
import type { ProjectChoices, Session } from '../destination.ts';
import { ContentjetClient } from './client.ts';
import { inProject } from './project.ts';
import { clientOf } from './reading.ts';
import type { ContentjetSettings } from './settings.ts';

/**
 * What an account can be set up with: all projects of the person, and the entry types of the one that is chosen. Where
 * their sign-in has ended, the project's client tells of the project that it belongs to.
 */
export async function choicesOf(session: Session<ContentjetSettings>): Promise<ProjectChoices> {
  try {
    return await asPerson(session);
  } catch (error) {
    const { reader, settings, apiUrl } = session;
    const hasEnded = error instanceof DestinationError && error.code === 'reauthorization_required';
    if (!hasEnded || reader === undefined || settings.project === null) throw error;
    const client = new ContentjetClient(reader, apiUrl);
    return asClient(client, settings.project.id).catch(() => Promise.reject(error));
  }
}

async function asPerson(session: Session<ContentjetSettings>): Promise<ProjectChoices> {
  const { settings, apiUrl } = session;
  const client = clientOf(session);
  const { name } = await client.me();
  const projects = await client.projects();
  const id = settings.project?.id ?? null;
  const chosen = projects.find((project) => project.id === id);
  return {
    identity: { siteTitle: chosen?.name ?? new URL(apiUrl).host, userName: name, role: null },
    projects,
    entryTypes: id === null ? null : await inProject(client.entryTypes(id)),
  };
}

async function asClient(client: ContentjetClient, id: number): Promise<ProjectChoices> {
  const { name } = await client.project(id);
  return { identity: null, projects: [{ id, name }], entryTypes: await client.entryTypes(id) };
}
