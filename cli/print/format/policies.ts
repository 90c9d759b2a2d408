/** A template, as far as this command reads it. */
export interface Template {
  readonly Resources: { readonly [id: string]: { readonly Type: string; readonly Properties: Properties } };
}

interface Properties {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly ManagedPolicyName?: string;
  readonly PolicyName?: string;
  readonly Description?: string;
  readonly Roles?: readonly string[];
  readonly Users?: readonly string[];
}

/** A statement, as people write them. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
}

export interface Policy {
  readonly isManaged: boolean;
  readonly name?: string;
  readonly description?: string;
  readonly statements: readonly Statement[];
  readonly identity: { readonly kind: 'role' | 'user'; readonly name: string };
}

/** The policies of a template, in its order. */
export function policiesIn({ Resources }: Template): Policy[] {
  return Object.values(Resources).map(({ Type, Properties: { PolicyDocument, Roles = [], Users = [], ...rest } }) => ({
    isManaged: Type === 'AWS::IAM::ManagedPolicy',
    name: rest.ManagedPolicyName ?? rest.PolicyName,
    description: rest.Description,
    statements: PolicyDocument.Statement.map(({ Sid, Effect, Action, Resource, Condition }) => ({
      ...Sid !== undefined && { Sid }, Effect, Action, Resource, ...Condition && { Condition },
    })),
    identity: Roles.length > 0 ? { kind: 'role', name: Roles[0] } : { kind: 'user', name: Users[0] },
  }));
}
