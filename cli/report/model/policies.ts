import { areDocumented, reasonOfSid } from './meaning';
import { Policy } from './report';
import { statementsOf } from './statements';
import { QUOTAS } from '../../../src/private/aws/quotas';
import { DESCRIPTIONS } from '../../../src/private/documents/descriptions';
import { templateLengthOf } from '../../../src/private/documents/template-length';
import { Problem } from '../../problem';
import { listOf, objectOr, textOr } from '../assembly/json';
import { Resource, Template } from '../assembly/template';

const POLICY = /^AWS::IAM::(ManagedPolicy|Policy|RolePolicy|UserPolicy|GroupPolicy)$/;

/** A policy resource of a template. */
export interface PolicyResource {
  readonly template: Template;
  readonly id: string;
  readonly resource: Resource;
  /** The policy if it is of this library. */
  readonly policy?: Policy;
}

export function policiesIn(template: Template): PolicyResource[] {
  return [...template.resources].filter(([, { type }]) => POLICY.test(type)).map(([id, resource]) => {
    const kind = kindOf(id, resource);
    return { template, id, resource, policy: kind && policyOf(template, id, resource, kind) };
  });
}

/** Managed policies have the library's description. Inline ones have a Sid of the catalogue, or are as Teleport documents them. */
function kindOf(id: string, { type, properties, metadata }: Resource): Policy['kind'] | undefined {
  if (type === 'AWS::IAM::ManagedPolicy') {
    const { Description } = properties;
    return Description === DESCRIPTIONS.policy ? 'managed' : Description === DESCRIPTIONS.boundary ? 'boundary' : undefined;
  }
  if (type !== 'AWS::IAM::Policy') {
    return undefined;
  }
  const statements = listOf(objectOr(properties.PolicyDocument).Statement).map(objectOr);
  const sids = statements.flatMap(({ Sid }) => textOr(Sid) ?? []);
  const isNamed = INLINE_ID.test(id) || INLINE_PATH.test(textOr(metadata['aws:cdk:path']) ?? '');
  return sids.some((sid) => reasonOfSid(sid)) || (isNamed && sids.length === 0 && areDocumented(statements)) ? 'inline' : undefined;
}

/** What `PolicyWriter` calls an inline policy. */
const INLINE_ID = /Inline\d*[0-9A-F]{8}$/;
const INLINE_PATH = /\/Inline\d*\/Resource$/;

function policyOf(template: Template, id: string, resource: Resource, kind: Policy['kind']): Policy {
  const { PolicyDocument: document } = resource.properties;
  if (!Array.isArray(objectOr(document).Statement)) {
    throw new Problem(`${id} in ${template.file} must have a 'PolicyDocument' with statements; synthesize the app again`);
  }
  const used = templateLengthOf(document);
  return {
    kind,
    name: nameOf(template, id, resource),
    logicalId: id,
    onlyIf: resource.condition,
    quota: kind === 'inline' ? undefined : { used, limit: QUOTAS.managedPolicy, unit: 'characters' },
    statements: statementsOf(document, /Grants[0-9A-F]{8}$/.test(id)),
  };
}

/** What the construct is called: its path within the stack, or else the logical id. */
export function nameOf({ stack }: Template, id: string, { metadata }: Resource): string {
  const whole = textOr(metadata['aws:cdk:path']) ?? '';
  const path = whole.startsWith(`${stack}/`) ? whole.slice(stack.length + 1).split('/') : whole.split('/').slice(1);
  const [, part = ''] = /^(?:Resource|Inline)(\d+|Grants)$/.exec(path.find((name) => /^(Resource|Inline)./.test(name)) ?? '') ?? [];
  const named = path.filter((name) => !/^(Resource|Inline)(\d+|Grants)?$/.test(name)).join('/');
  return named === '' ? id : part === '' ? named : part === 'Grants' ? `${named} (grants)` : `${named} (${part})`;
}
