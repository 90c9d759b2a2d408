import {
  App, Aws, CfnMapping, CfnParameter, CfnParameterProps, CfnResource, CfnStack, CustomResource, Fn, Lazy, NestedStack, Stack, Token,
} from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { DatabaseProtocol, MemoryDbDatabase, RdsDatabase, TeleportDatabaseAccess } from '../../src';
import { acknowledging } from '../support/acknowledging';
import { agentWith } from '../support/configuration';
import { deployed, roleIn, stackIn, warningsBelow } from '../support/template';

/** A database whose label is a value that only the deployment knows. */
function withLabel(value: (stack: Stack) => string) {
  const stack = stackIn({});
  const database = RdsDatabase.fromResourceId('db-ABC123', {
    databaseUsers: ['reader'],
    registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.example.com', labels: { value: value(stack) } },
  });
  return { stack, document: agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database] })).dbService() };
}

const withParameter = (props: CfnParameterProps, wrap: (value: string) => string = (value) => value) =>
  withLabel((stack) => wrap(new CfnParameter(stack, 'Team', props).valueAsString));
const NOT_CONSTRAINED = /'Stack\/Team' must exclude quotes, backslashes and line breaks, because CloudFormation puts it into Teleport's configuration as it is; got .*; give the parameter an 'allowedPattern' such as \[A-Za-z0-9\.:\/-\]\+, or 'allowedValues'/;

describe('a token that is no text is refused, as it would leave out a label, a name or a host', () => {
  const given = (value: unknown) => Token.asString(Lazy.any({ produce: () => value }));
  test.each<[got: string, value: unknown]>([['undefined', undefined], ['null', null], ['[]', []], ['["prod"]', ['prod']], ['{}', {}], ['{"a":"b"}', { a: 'b' }]])('%s', (got, value) => {
    const refusal = `a value in Teleport's configuration resolves to ${got}, which is no string, and CDK would drop the key of an empty one; `
      + 'make the token resolve to a string';
    [given(value), `${given(value)}-team`].forEach((label) => {
      const { stack, document } = withLabel(() => label);
      expect(() => stack.resolve(document.toYaml())).toThrow(refusal);
      expect(() => stack.resolve(document.content)).toThrow(refusal);
    });
  });
  test.each([['prod', 'prod'], [5, '5'], [{ 'Fn::GetAZs': '' }, { 'Fn::GetAZs': '' }]])('%j is one', (value, expected) => {
    const { stack, document } = withLabel(() => given(value));
    expect(stack.resolve(document.content).databases[0].static_labels.value).toEqual(expected);
  });
});

describe('a parameter that could break out of its quotes is refused, as data and as text', () => {
  test.each<[string, CfnParameterProps]>([
    ['nothing is said of', {}], ['only its length is known of', { maxLength: 10 }],
    ['takes any character', { allowedPattern: '.*' }], ['takes quotes', { allowedPattern: '[a-z"]+' }], ['takes a quote somewhere', { allowedPattern: '[a-z]+"?' }],
    ['takes backslashes', { allowedPattern: '[a-z\\\\]+' }], ['takes a range with quotes', { allowedPattern: '[ -~]+' }],
    ['takes a range with a backslash', { allowedPattern: '[A-z]+' }], ['takes all but one', { allowedPattern: '[^,]+' }], ['takes white space', { allowedPattern: '[a-z\\s]+' }],
    ['takes line breaks', { allowedPattern: '[a-z\\n]+' }], ['takes all but words', { allowedPattern: '\\W+' }], ['takes a class of Java', { allowedPattern: '\\p{ASCII}+' }],
    ['takes a class in a class', { allowedPattern: '[a-z[^b]]+' }], ['takes a literal of Java', { allowedPattern: '\\Q"\\E' }],
    ['may have a quote in it', { allowedValues: ['prod', 'a"b'] }], ['may have a line break in it', { allowedValues: ['a\nb'] }],
  ])('%s', (_, props) => {
    const { stack, document } = withParameter(props);
    expect(() => stack.resolve(document.toYaml())).toThrow(NOT_CONSTRAINED);
    expect(() => stack.resolve(document.content)).toThrow(NOT_CONSTRAINED);
  });

  test.each<[string, (value: string) => string]>([
    ['joined', (value) => Fn.join('-', ['team', value])], ['in text', (value) => `team-${value}`], ['split', (value) => Fn.select(1, Fn.split(',', value))],
    ['filled in', (value) => Fn.sub('team-$' + '{value}', { value })], ['deep in a token', (value) => Token.asString({ 'Fn::Base64': { 'Fn::Join': ['', ['a', value]] } })],
  ])('%s', (_, wrap) => {
    const { stack, document } = withParameter({}, wrap);
    expect(() => stack.resolve(document.toYaml())).toThrow(NOT_CONSTRAINED);
    const constrained = withParameter({ allowedPattern: '[a-z]+' }, wrap);
    expect(() => constrained.stack.resolve(constrained.document.toYaml())).not.toThrow();
  });

  test.each<[string, () => string]>([
    ['by its name', () => Fn.ref('Team')], ['filled in by its name', () => Fn.sub('team-$' + '{Team}')],
    ['by its name, in a variable', () => Fn.sub('team-$' + '{value}', { value: Fn.ref('Team') })],
    ['by its name, in a branch', () => Fn.conditionIf('Always', 'a', Fn.ref('Team')).toString()],
  ])('%s', (_, name) => {
    const { stack, document } = withParameter({}, name);
    expect(() => stack.resolve(document.toYaml())).toThrow(NOT_CONSTRAINED);
    const constrained = withParameter({ allowedPattern: '[a-z]+' }, name);
    expect(() => constrained.stack.resolve(constrained.document.toYaml())).not.toThrow();
  });

  test('whose type leaves the name to anybody', () => {
    const { stack, document } = withParameter({ type: 'AWS::EC2::KeyPair::KeyName' });
    expect(() => stack.resolve(document.toYaml())).toThrow(NOT_CONSTRAINED);
  });

  test('of another template, too', () => {
    const app = new App();
    const other = new Stack(app, 'Other');
    const stack = new Stack(app, 'Stack');
    const labels = { team: new CfnParameter(other, 'Team').valueAsString };
    const ledger = MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'], registration: { host: 'ledger.example.com', labels } });
    const agent = agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [ledger] }));
    new ssm.StringParameter(stack, 'Parameter', { stringValue: agent.dbService().toYaml() });
    expect(() => app.synth()).toThrow('\'Other/Team\' must exclude quotes');
  });

  test('an SSM parameter that the deployment reads cannot be constrained', () => {
    const { stack, document } = withLabel((scope) => ssm.StringParameter.valueForStringParameter(scope, '/team'));
    expect(() => stack.resolve(document.toYaml())).toThrow(/must not be in Teleport's configuration as an SSM parameter that the deployment reads, because its value cannot be constrained; got "AWS::SSM::Parameter::Value<String>"; read it at synthesis with StringParameter\.valueFromLookup\(\)/);
  });
});

describe('a parameter that cannot is put in as it is', () => {
  test.each<[string, CfnParameterProps, string]>([
    ['a pattern', { allowedPattern: '^[A-Za-z0-9.:/_-]+$' }, 'a.b:c/d_e-f'], ['a pattern with groups', { allowedPattern: '(prod|stage)-\\d{1,2}(?:\\.[a-z]+)?' }, 'prod-12.eu'],
    ['a pattern with escapes', { allowedPattern: '\\w+\\-[a-z\\-\\.]*' }, 'a-b.c'], ['some values', { allowedValues: ['prod', 'stage'] }, 'stage'], ['a number', { type: 'Number' }, '12'],
    ['a resource of AWS', { type: 'AWS::EC2::VPC::Id' }, 'vpc-0123'],
  ])('%s', (_, props, value) => {
    const { stack, document } = withParameter(props);
    const text = deployed(stack.resolve(document.toYaml()), { Team: value });
    expect(JSON.parse(text).databases[0].static_labels).toEqual({ value });
  });

  test('text around it is escaped, by what CloudFormation joins', () => {
    const { stack, document } = withParameter({ allowedPattern: '[a-z]+' }, (value) => `"${value}\\\n`);
    expect(JSON.parse(deployed(stack.resolve(document.toYaml()), { Team: 'web' })).databases[0].static_labels).toEqual({ value: '"web\\\n' });
    const joined = withParameter({ allowedPattern: '[a-z]+' }, (value) => Fn.join('"', [value, value]));
    expect(JSON.parse(deployed(joined.stack.resolve(joined.document.toYaml()), { Team: 'web' })).databases[0].static_labels).toEqual({ value: 'web"web' });
  });
});

describe('what CloudFormation puts in from elsewhere', () => {
  const withMapping = (text: string, find: (mapping: CfnMapping) => string) =>
    withLabel((stack) => find(new CfnMapping(stack, 'Teams', { mapping: { 'eu-west-1': { team: 'web' }, 'eu-west-2': { team: text } } })));

  test.each<[string, (mapping: CfnMapping) => string]>([
    ['the construct', (mapping) => mapping.findInMap(Aws.REGION, 'team')], ['its name', () => Fn.findInMap('Teams', Aws.REGION, 'team')],
  ])('a mapping, by %s, must not have what breaks out of quotes', (_, find) => {
    const wrong = withMapping('a","b":"c', find);
    expect(() => wrong.stack.resolve(wrong.document.toYaml())).toThrow('a mapping\' must have no quotes, backslashes or line breaks, because');
    const right = withMapping('a,b:c', find);
    expect(() => right.stack.resolve(right.document.toYaml())).not.toThrow();
  });

  test.each<[string, () => string]>([
    ['as it stands', () => '{{resolve:ssm:/team}}'], ['in text', () => 'team-{{resolve:secretsmanager:team}}'],
    ['as a token', () => Lazy.string({ produce: () => '{{resolve:ssm:/team}}' })],
  ])('a dynamic reference is refused, %s', (_, reference) => {
    expect(() => {
      const { stack, document } = withLabel(reference);
      stack.resolve(document.toYaml());
    }).toThrow('\'Teleport\'s configuration\' must have no dynamic reference, because its value cannot be constrained; got ');
  });
  test('braces that refer to nothing are text', () => {
    const { stack, document } = withLabel(() => '{{resolved}}');
    expect(JSON.parse(deployed(stack.resolve(document.toYaml()))).databases[0].static_labels).toEqual({ value: '{{resolved}}' });
  });
});

describe('what another template or code gives, which nobody can constrain,', () => {
  const ID = 'cdk-teleport-database-access:valueNotEscaped';
  const warningsWith = (value: (stack: Stack) => string): string[] => {
    const { stack, document } = withLabel(value);
    stack.resolve(document.content);
    return warningsBelow(stack);
  };
  const code = (stack: Stack) => new CustomResource(stack, 'Lookup', { serviceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:a' });

  test.each<[string, (stack: Stack) => string]>([
    ['an import', () => Fn.importValue('Team')], ['an import in text', () => `team-${Fn.importValue('Team')}`],
    ['an import in a branch', () => Fn.conditionIf('Always', 'web', Fn.importValue('Team')).toString()],
    ['an attribute of a custom resource', (stack) => code(stack).getAttString('Team')], ['the id of a custom resource', (stack) => code(stack).ref],
    ['an attribute by the name of its resource', (stack) => (code(stack), Fn.getAtt('Lookup', 'Team').toString())],
    ['an attribute in Fn.sub()', (stack) => (code(stack), Fn.sub('team-$' + '{Lookup.Team}'))],
    ['an output of another template', (stack) => new CfnStack(stack, 'Other', { templateUrl: 'https://example.com' }).getAtt('Outputs.Team').toString()],
    ['a record, whose name is anybody\'s', (stack) => new CfnResource(stack, 'Record', { type: 'AWS::Route53::RecordSet' }).ref],
    ['what a transform gives', (stack) => Fn.transform('Team', { stack: stack.stackName }).toString()],
    ['a name that the app does not define', () => Fn.ref('Team')],
  ])('is warned about: %s', (_, value) => {
    expect(warningsWith(value)).toEqual([ID]);
  });

  test.each<[string, (stack: Stack) => string]>([
    ['a pseudo parameter', () => Aws.STACK_NAME], ['a pseudo parameter in Fn.sub()', () => Fn.sub('$' + '{AWS::Region}-$' + '{!Team}')],
    ['a variable of Fn.sub()', () => Fn.sub('$' + '{Team}', { Team: Aws.REGION })],
    ['an attribute of a resource of AWS', (stack) => new ec2.CfnVPC(stack, 'Vpc').attrVpcId],
    ['a constrained parameter', (stack) => new CfnParameter(stack, 'Team', { allowedPattern: '[a-z]+' }).valueAsString],
    ['a resource of a nested stack', (stack) => new ec2.CfnVPC(new NestedStack(stack, 'Nested'), 'Vpc').attrVpcId],
    ['a resource of another stack', (stack) => new ec2.CfnVPC(new Stack(stack.node.root, 'Network'), 'Vpc').attrVpcId],
  ])('and nothing else: %s', (_, value) => {
    expect(warningsWith(value)).toEqual([]);
  });

  test('is named once where it is used, with the way out', () => {
    const { stack, document } = withLabel(() => Fn.importValue('Team'));
    const parameter = new ssm.StringParameter(stack, 'Parameter', { stringValue: document.toYaml() });
    (stack.node.root as App).synth();
    const texts = parameter.node.findAll().flatMap(({ node }) => node.metadata).map(({ data }) => String(data));
    expect(texts.filter((text) => text.includes(ID))).toEqual([
      'CloudFormation puts what Fn::ImportValue gives into Teleport\'s configuration as it is: quotes, backslashes or line breaks in it would change the configuration; '
      + 'give the value itself, a resource of the app, or a parameter with an \'allowedPattern\'. '
      + acknowledging('valueNotEscaped'),
    ]);
  });
});
