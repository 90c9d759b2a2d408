import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Call, Code, Name, Program } from './declare/code';
import type { Template } from './format/policies';
import type { Remarks } from './remarks';
import * as library from '../../src';
import { Problem } from '../problem';

/** Partitions are literals where CDK knows them, as in the apps of `cdk init`. */
const PARTITIONS = '@aws-cdk/core:enablePartitionLiterals';

/** What the library makes of a program. */
export function synthesized(program: Program, remarks: Remarks): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'print-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, context: { ...program.context, [PARTITIONS]: true } });
    const stack = new Stack(app, 'Teleport', {
      env: { account: program.account, region: program.region },
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    });
    evaluate(program, stack);
    const artifact = app.synth().getStackArtifact(stack.artifactId);
    warningsIn(artifact).forEach((warning) => remarks.note(warning));
    return literally(artifact.template, program.partition) as Template;
  } catch (error) {
    throw remarks.beside(error instanceof Problem ? error : new Problem(withoutHead((error as Error).message)));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** CDK counts the errors of a synthesis, and names the construct before each: the app itself. */
const withoutHead = (message: string): string =>
  message.replace(/^Validation failed with the following errors:\s*/, '').replace(/^\s*\[[^\]\n]*\] /gm, '');

/** Discovery without a login is no surprise here: what no role opens is named already. */
function warningsIn({ messages }: CloudFormationStackArtifact): string[] {
  return messages.filter(({ level }) => String(level) === 'warning').map(({ entry }) => String(entry.data))
    .filter((text) => !text.includes('discoveredButNotConnectable'))
    .map((text) => text.split(' To acknowledge: ')[0]);
}

function evaluate({ variables, constructs }: Program, stack: Stack): void {
  const scope: { [name: string]: unknown } = { ...library, iam, kms, stack };
  variables.forEach(({ name, value }) => { scope[name] = valueOf(value, scope); });
  constructs.forEach(({ type, id, props }) => {
    const construct = scope[type] as new (...args: unknown[]) => unknown;
    new construct(stack, id, valueOf(props, scope));
  });
}

function valueOf(code: Code | undefined, scope: object): unknown {
  if (code instanceof Name) {
    return found(code.path.split('.'), scope);
  }
  if (code instanceof Call) {
    return called(code, scope);
  }
  if (Array.isArray(code)) {
    return code.map((item: Code) => valueOf(item, scope));
  }
  return typeof code === 'object'
    ? Object.fromEntries(Object.entries(code).map(([key, value]) => [key, valueOf(value, scope)]))
    : code;
}

function called({ name, args, about }: Call, scope: object): unknown {
  const path = name.split('.');
  const owner = found(path.slice(0, -1), scope) as { readonly [method: string]: (...values: unknown[]) => unknown };
  try {
    return owner[path[path.length - 1]](...args.map((arg) => valueOf(arg, scope)));
  } catch (error) {
    throw about === undefined || error instanceof Problem ? error
      : new Problem(`${about.place.toString()}: ${about.name}: ${(error as Error).message}`);
  }
}

function found(path: readonly string[], scope: object): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), scope);
}

/** Without the one reference that CDK writes where it does not know the partition of a region. */
function literally(value: unknown, partition: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => literally(item, partition));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('Ref' in value && value.Ref === 'AWS::Partition') {
    return partition;
  }
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literally(item, partition)]));
  return 'Fn::Join' in copy ? joined(copy['Fn::Join'] as [string, string[]]) : copy;
}

const joined = ([delimiter, parts]: readonly [string, readonly string[]]): string => parts.join(delimiter);
