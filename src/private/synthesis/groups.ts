import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { isUser } from '../identities/identity-resource';
import { canonicalList, canonicalValue, referenceTo } from '../tokens/canonical-value';
import { isResource } from '../tokens/resource-type';
import { writtenList, writtenProperty } from '../tokens/written-property';

/** A group of users. What it may do, its users may do. */
export interface Group {
  /** What policies may call it: its name, or a reference to it. */
  readonly names: readonly unknown[];
  /** Absent if the app imports it. */
  readonly resource?: iam.CfnGroup;
}

/** Which groups of an app a user is in. */
export class Groups {
  private readonly groups: iam.CfnGroup[] = [];
  private readonly additions: iam.CfnUserToGroupAddition[] = [];

  public add(node: IConstruct): void {
    if (isResource<iam.CfnGroup>(node, 'AWS::IAM::Group')) {
      this.groups.push(node);
    } else if (isResource<iam.CfnUserToGroupAddition>(node, 'AWS::IAM::UserToGroupAddition')) {
      this.additions.push(node);
    }
  }

  /** Those that the user names, and those that name the user by one of these. */
  public of(resource: IConstruct | undefined, userNames: readonly unknown[]): Group[] {
    const own = isUser(resource) ? canonicalList(resource, writtenList(resource, 'Groups', resource.groups)) : [];
    const added = this.additions
      .filter((one) => canonicalList(one, writtenList(one, 'Users', one.users)).some((user) => userNames.includes(user)))
      .map((one) => canonicalValue(one, writtenProperty(one, 'GroupName', one.groupName)));
    return [...new Set([...own, ...added])].map((name) => {
      const group = this.groups.find((one) => namesOf(one).includes(name));
      return { names: group === undefined ? [name] : namesOf(group), resource: group };
    });
  }
}

const namesOf = (group: iam.CfnGroup): unknown[] => [referenceTo(group), canonicalValue(group, group.groupName)];
