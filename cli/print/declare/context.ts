import { Call, filled, Name, Properties } from './code';
import { Variables } from './variables';
import type { Viewpoint } from './viewpoint';
import { partitionOf } from '../../../src/private/aws/partition';
import { Problem } from '../../problem';
import type { Database, Route } from '../model';
import type { Remarks } from '../remarks';

/** A region of each partition, where no file names one: policies of roles alone have none. */
const USUAL: { readonly [partition: string]: string } = { 'aws': 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

export interface ContextOptions {
  readonly region?: string;
  readonly partition?: string;
}

function checkedPartition(given: string | undefined, region: string | undefined): string | undefined {
  if (given !== undefined && region !== undefined && given !== partitionOf(region)) {
    throw new Problem(`the partition must be ${partitionOf(region)}, where ${region} is; got ${JSON.stringify(given)}`, 2);
  }
  if (given !== undefined && region === undefined && !Object.hasOwn(USUAL, given)) {
    const usual = Object.keys(USUAL).join(', ');
    throw new Problem(`the partition must be one of ${usual}; got ${JSON.stringify(given)}; give --region for another`, 2);
  }
  return given;
}

/** Where things are declared, and what they share there. */
export class Context {
  public readonly variables = new Variables();
  public readonly account: string;
  public readonly region: string;
  public readonly partition: string;

  constructor(
    private readonly viewpoint: Viewpoint,
    public readonly remarks: Remarks,
    regions: readonly string[],
    private readonly options: ContextOptions,
  ) {
    const [known = options.region] = regions;
    this.account = viewpoint.account;
    this.partition = checkedPartition(options.partition, known) ?? partitionOf(known ?? '');
    this.region = known ?? USUAL[this.partition] ?? '';
  }

  /** Whoever gets the policy. */
  public target(): Name {
    const { kind, name, assumed } = this.viewpoint;
    const arn = assumed ?? `arn:${this.partition}:iam::${this.account}:${kind}/${name}`;
    return this.variables.imported(kind === 'role' ? 'iam.Role.fromRoleArn' : 'iam.User.fromUserArn', arn);
  }

  public regionOf({ name, region = this.options.region }: Database): string {
    if (region === undefined) {
      this.remarks.ask(`database ${name}: no file says its region; give it with --region, for all databases that name none`);
    }
    return region ?? this.region;
  }

  /** How the ARNs of roles start that are users of a database: its account's, and its partition's. */
  public startOfRoles({ region }: Database, account = this.account): string {
    return `arn:${region === undefined ? this.partition : partitionOf(region)}:iam::${account}:role/`;
  }

  /** Whether it is a role of the account. */
  public isOwn(arn: string): boolean {
    return arn.split(':')[4] === this.account;
  }

  /** A role that Teleport assumes. */
  public assumed({ arn, externalId }: Route, sessionTags: Database['sessionTags'], about: Call['about']): Call {
    const options: Properties = filled({ externalId, sessionTags });
    const role = this.variables.imported('iam.Role.fromRoleArn', arn);
    return new Call('AssumedRole.fromRole', Object.keys(options).length === 0 ? [role] : [role, options], about);
  }

  /** A role that is a database user. Teleport sends the external id to the first role that it assumes. */
  public databaseRole(arn: string, { externalId, sessionTags, name, place }: Database): Call {
    return this.assumed({ arn, externalId: this.viewpoint.assumed === undefined ? externalId : undefined }, sessionTags, { name, place });
  }

  /** A KMS key, by its ARN or its id. */
  public key(key: string, region: string): Name {
    const resource = key.includes('/') ? key : `key/${key}`;
    const arn = key.startsWith('arn:') ? key : `arn:${this.partition}:kms:${region}:${this.account}:${resource}`;
    return this.variables.imported('kms.Key.fromKeyArn', arn);
  }
}
