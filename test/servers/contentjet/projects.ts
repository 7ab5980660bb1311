/** Projects and who belongs to them. */
import { type Answer, bodyOf, type Call, nowOf, projectOf, userOf } from './api.ts';
import { omit, pick, text } from './json.ts';
import { paged } from './paging.ts';
import { memberJson, membersJson, projectJson } from './rows.ts';
import { checkSchema, dateTime, integer, string } from './schema.ts';
import { type Project, stamped, wholeSecond } from './store.ts';
import { boolean, type Check, check, oneOf, present } from './validators.ts';

const schema = {
  properties: {
    id: integer,
    name: string({ minimum: 1, maximum: 64 }),
    metadata: string({ maximum: 3000 }),
    userId: integer,
    createdAt: dateTime,
    modifiedAt: dateTime,
  },
  required: ['name', 'userId'],
};

const whole = (call: Call, project: Project): Answer => ({
  body: { ...projectJson(call.api.store, project), members: membersJson(call.api.store, project) },
});

export function createProject(call: Call): Answer {
  const data = { ...pick(call.body, ['name', 'metadata']), userId: userOf(call).id };
  checkSchema(data, schema);
  const { projects } = call.api.store;
  const project = projects.insert({
    id: projects.takeId(),
    name: text(bodyOf(call).name),
    metadata: text(bodyOf(call).metadata),
    userId: userOf(call).id,
    members: [],
    ...stamped(nowOf(call)),
  });
  return { status: 201, ...whole(call, project) };
}

/** Those that one owns, or is an active member of; a site admin's are no more. */
export function listProjects(call: Call): Answer {
  const me = userOf(call).id;
  const mine = call.api.store.projects
    .all()
    .filter(
      ({ userId, members }) =>
        userId === me || members.some((member) => member.userId === me && member.membershipIsActive),
    );
  return { body: paged(call, mine, (project) => projectJson(call.api.store, project)) };
}

export const retrieveProject = (call: Call): Answer => whole(call, projectOf(call));

export function updateProject(call: Call): Answer {
  const project = projectOf(call);
  const data = omit(pick(call.body, Object.keys(schema.properties)), ['createdAt', 'modifiedAt']);
  checkSchema(data, schema);
  project.name = text(data.name);
  project.metadata = text(data.metadata, project.metadata);
  project.userId = Number(data.userId);
  project.modifiedAt = wholeSecond(nowOf(call));
  return whole(call, project);
}

const isMember =
  ({ api, project }: Call): Check =>
  (value) => {
    if (value === undefined || value === null) return [];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) return ['must be a valid id'];
    if (api.store.users.get(value) === undefined) return ['invalid user'];
    const isOne = project?.userId === value || project?.members.some(({ userId }) => userId === value);
    return isOne ? [] : ['user is not a member of this project'];
  };

export function updateMember(call: Call): Answer {
  check(call.body, {
    userId: [present, isMember(call)],
    membershipIsActive: [boolean],
    membershipType: [oneOf(['author', 'admin'])],
  });
  const project = projectOf(call);
  const { userId, membershipIsActive, membershipType } = bodyOf(call);
  const member = project.members.find((one) => one.userId === userId);
  if (member !== undefined) {
    if (typeof membershipIsActive === 'boolean') member.membershipIsActive = membershipIsActive;
    member.membershipType = text(membershipType, member.membershipType);
  }
  return { body: memberJson(call.api.store, project, Number(userId)) };
}
