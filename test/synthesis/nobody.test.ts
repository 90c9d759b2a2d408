import { aws_ecs as ecs, aws_iam as iam, aws_kms as kms, CfnOutput, Stack } from 'aws-cdk-lib';
import {
  DatabaseType, ElastiCacheDatabase, RdsDatabase, SecretStore, TeleportDatabaseAccess, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy,
} from '../../src';
import { documentOf, roleIn, stackIn, warningsOf } from '../support/template';

const databases = [RdsDatabase.any({ databaseUsers: ['reader'] })];
const warned = (stack: Stack, id: string) => warningsOf(stack).includes(`cdk-teleport-database-access:${id}`);

describe('a boundary that limits nobody', () => {
  const isWarned = (use: (boundary: TeleportDatabasePermissionsBoundary, target: iam.Role, stack: Stack) => unknown) => {
    const stack = stackIn();
    const target = roleIn(stack);
    const connect = new TeleportRdsConnectPolicy(stack, 'Connect', { target, databases });
    use(new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [connect], policyName: 'limit' }), target, stack);
    return warned(stack, 'boundaryNotApplied');
  };
  test('is warned about', () => {
    expect(isWarned(() => {})).toBe(true);
    expect(isWarned((boundary) => boundary.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })))).toBe(true);
  });
  test('but not one that is applied, given away, or on somebody by its name', () => {
    expect(isWarned((boundary, target) => boundary.applyTo(target))).toBe(false);
    expect(isWarned(({ managedPolicy }, target) => iam.PermissionsBoundary.of(target).apply(managedPolicy))).toBe(false);
    expect(isWarned(({ managedPolicy }, _, stack) => new CfnOutput(stack, 'Arn', { value: managedPolicy.managedPolicyArn }))).toBe(false);
    expect(isWarned((_, target, stack) => iam.PermissionsBoundary.of(target).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Limit', 'limit')))).toBe(false);
  });
});

describe('an execution role of ECS as the target', () => {
  type TargetOf = (task: ecs.FargateTaskDefinition, stack: Stack) => iam.IRole;
  const isWarned = (targetOf: TargetOf, props?: (stack: Stack) => ecs.FargateTaskDefinitionProps) => {
    const stack = stackIn();
    const task = new ecs.FargateTaskDefinition(stack, 'Task', props?.(stack));
    task.addContainer('teleport', { image: ecs.ContainerImage.fromRegistry('teleport') });
    new TeleportDatabaseAccess(stack, 'Teleport', { target: targetOf(task, stack), databases });
    return warned(stack, 'executionRoleIsTarget');
  };
  const arn = 'arn:aws:iam::123456789012:role/runs';
  const imported = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Imported', arn);
  test('is warned about', () => {
    expect(isWarned((task) => task.obtainExecutionRole())).toBe(true);
    expect(isWarned((_, stack) => iam.Role.fromRoleArn(stack, 'Again', arn), (stack) => ({ executionRole: imported(stack) }))).toBe(true);
  });
  test('but not the task role, also if it is both', () => {
    expect(isWarned((task) => task.taskRole)).toBe(false);
    expect(isWarned((task) => task.taskRole, (stack) => {
      const both = imported(stack);
      return { executionRole: both, taskRole: both };
    })).toBe(false);
    expect(isWarned((_, stack) => roleIn(stack))).toBe(false);
  });
});

describe('a store that nothing uses is left out, with its key', () => {
  const document = (registered: boolean, asDocumented = false) => {
    const stack = stackIn();
    const secretStores = [SecretStore.of('team', { encryptionKey: new kms.Key(stack, 'Key') })];
    new TeleportDatabaseAccess(stack, 'Teleport', {
      target: roleIn(stack),
      databaseTypes: [DatabaseType.ELASTICACHE],
      manageUsersOf: [DatabaseType.ELASTICACHE],
      secretStores,
      asDocumented,
      databases: registered ? [ElastiCacheDatabase.fromReplicationGroupId('sessions')] : undefined,
    });
    expect(warned(stack, 'secretStoresNotUsed')).toBe(!registered);
    return JSON.stringify(documentOf(stack));
  };
  test.each([false, true])('asDocumented: %s', (asDocumented) => {
    expect(document(false, asDocumented)).not.toMatch(/team|kms:/);
    expect(document(false, asDocumented)).toContain(':secret:teleport/');
    expect(document(true, asDocumented)).toMatch(/:secret:team\/.*kms:/);
  });
});
