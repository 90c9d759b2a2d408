import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Call, Code, Name, Program } from './declare/code';
import * as library from '../../src';
import type { TeleportDatabaseAccess } from '../../src';
import { COPY, fold } from '../../src/private/tokens/intrinsic';
import { Problem } from '../problem';

/** Partitions are literals where CDK knows them, as in the apps of `cdk init`. */
const PARTITIONS = '@aws-cdk/core:enablePartitionLiterals';

/** The constructs of a program, and what it takes to make more values in their stack. */
export interface Evaluated {
  readonly app: App;
  readonly stack: Stack;
  readonly constructs: readonly TeleportDatabaseAccess[];
  readonly scope: Scope;
}

interface Scope { [name: string]: unknown }

/** What a program declares, before it is synthesized. */
export function evaluated({ account, region, context, variables, constructs }: Program, outdir?: string): Evaluated {
  const app = new App({ outdir, analyticsReporting: false, context: { ...context, [PARTITIONS]: true } });
  const stack = new Stack(app, 'Teleport', {
    env: { account, region },
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  const scope: Scope = { ...library, iam, kms, stack };
  variables.forEach(({ name, value }) => { scope[name] = valueOf(value, scope); });
  const made = constructs.map(({ type, id, props }) => {
    const construct = scope[type] as new (...args: unknown[]) => TeleportDatabaseAccess;
    return new construct(stack, id, valueOf(props, scope));
  });
  return { app, stack, constructs: made, scope };
}

/** What a piece of a program is. */
export function valueOf(code: Code | undefined, scope: object): unknown {
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
export function literally(value: unknown, partition: string): unknown {
  return fold(value, {
    ...COPY,
    call: (call, inner) => {
      if (call.name === 'Ref' && call.argument === 'AWS::Partition') {
        return partition;
      }
      const [delimiter, parts] = call.name === 'Fn::Join' ? call.args.map(inner) : [];
      return Array.isArray(parts) ? parts.join(String(delimiter)) : COPY.call(call, inner);
    },
  });
}
