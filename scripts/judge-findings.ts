// Prints what the judges find in policy documents, and fails unless that is known: `tsx scripts/judge-findings.ts <folder> <findings of parliament>`.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lint } from '../test/support/document-lint';

interface Location { readonly filepath: string; readonly type?: string; readonly string?: string }
interface Finding { readonly issue: string; readonly detail: unknown; readonly location: Location }

/** True, and what these policies are for: logins are credentials, and IAM counts them as management of permissions. */
const DROPPED = ['CREDENTIALS_EXPOSURE', 'PERMISSIONS_MANAGEMENT_ACTIONS', 'MISMATCHED_TYPE_BUT_USABLE'];

const CONTINUED = 'the list of ARNs began in the document before or goes on in the next, with one of the kind that is missing here; IAM looks at each ARN by itself';

/** Of a tight document, with the reason. */
const EXPECTED: { readonly [finding: string]: string } = {
  'PRIVILEGE_ESCALATION PutRolePolicy': 'asked for by `selfGrant`; parliament does not look at conditions, nor at the boundary',
  'PRIVILEGE_ESCALATION PutUserPolicy': 'asked for by `selfGrant`; parliament does not look at conditions, nor at the boundary',
  'RESOURCE_MISMATCH es:ListTags': 'AWS\'s data call three types of ARN required for a call that takes one',
  'RESOURCE_MISMATCH elasticache:Connect': CONTINUED,
  'RESOURCE_MISMATCH memorydb:Connect': CONTINUED,
  'RESOURCE_MISMATCH redshift:GetClusterCredentials': CONTINUED,
};

/** Of the documents of Teleport's reference, which `asDocumented` writes to the letter. */
const OF_REFERENCE = [
  '01-rds-discovery-user.json: PRIVILEGE_ESCALATION PutUserPolicy',
  '01-rds-discovery-user.json: RESOURCE_STAR rds:ModifyDBInstance',
  '02-rds-discovery-role.json: RESOURCE_STAR rds:ModifyDBInstance',
  '03-aurora-discovery-user.json: PRIVILEGE_ESCALATION PutUserPolicy',
  '03-aurora-discovery-user.json: RESOURCE_STAR rds:ModifyDBCluster',
  '04-aurora-discovery-role.json: RESOURCE_STAR rds:ModifyDBCluster',
  '05-rds-proxy-discovery-user.json: PRIVILEGE_ESCALATION PutUserPolicy',
  '07-redshift-boundary-user.json: PRIVILEGE_ESCALATION PutUserPolicy',
  '07-redshift-boundary-user.json: RESOURCE_STAR redshift:GetClusterCredentials',
  '08-redshift-boundary-role.json: RESOURCE_STAR redshift:GetClusterCredentials',
  '09-elasticache-discovery.json: RESOURCE_STAR elasticache:ModifyUser',
  '10-memorydb-discovery.json: RESOURCE_STAR memorydb:UpdateUser',
  '13-elasticache-managed-users.json: RESOURCE_STAR elasticache:ModifyUser',
  '14-memorydb-managed-users.json: RESOURCE_STAR memorydb:UpdateUser',
];

/** Parliament knows no region of an isolated partition. */
const ISOLATED = /^arn:aws:[a-z-]+:us-iso[a-z]?-/;

/** A word for each finding; none for what is dropped. */
function wordsOf({ issue, detail, location }: Finding): string[] {
  if (DROPPED.includes(issue) || (issue === 'INVALID_ARN' && ISOLATED.test(location.string ?? ''))) {
    return [];
  }
  if (issue === 'RESOURCE_STAR') {
    return (detail as string[]).filter((action) => !/:(?:Describe|List)/.test(action)).map((action) => `${issue} ${action}`);
  }
  if (issue === 'RESOURCE_MISMATCH') {
    return [...new Set((detail as { action: string }[]).map(({ action }) => `${issue} ${action}`))];
  }
  return [`${issue} ${location.type ?? JSON.stringify({ detail, location })}`];
}

/** A document that may edit its identity says so. One that goes on with a list begins with it, and one whose list goes on ends with it. */
function isExpected(file: string, word: string): boolean {
  const statements: { Sid: string; Action: string | string[] }[] = JSON.parse(readFileSync(file, 'utf8')).Statement;
  const [issue, what] = word.split(' ');
  return EXPECTED[word] !== undefined
    && (issue !== 'PRIVILEGE_ESCALATION' || statements.some(({ Sid }) => Sid === 'SelfGrant'))
    && (EXPECTED[word] !== CONTINUED || statements[0].Action === what || statements.at(-1)!.Action === what);
}

function judge(folder: string, findingsFile: string): void {
  const findings: Finding[] = readFileSync(findingsFile, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
  const words = findings.flatMap((finding) => wordsOf(finding).map((word) => [finding.location.filepath, word] as const));
  const ofReference = words.filter(([file]) => !file.startsWith(folder)).map(([file, word]) => `${basename(file)}: ${word}`).sort();
  const ofTight = words.filter(([file]) => file.startsWith(folder));

  const files = readdirSync(folder);
  const linted = files.flatMap((file) => lint(file.startsWith('ManagedPolicy') ? 'ManagedPolicy' : 'Policy', readFileSync(join(folder, file), 'utf8'))
    .map((sentence) => `${join(folder, file)}: ${sentence}`));
  const wrong = [
    ...linted,
    ...ofTight.filter(([file, word]) => !isExpected(file, word)).map(([file, word]) => `${file}: ${word}`),
    ...ofReference.filter((word) => !OF_REFERENCE.includes(word)).map((word) => `${word} is not expected`),
    ...OF_REFERENCE.filter((word) => !ofReference.includes(word)).map((word) => `${word} is expected, and not found any more`),
  ];
  console.log(`${files.length} tight documents, 15 of Teleport's reference, ${findings.length} findings of which ${words.length} count, ${wrong.length} that are not expected`);
  wrong.forEach((sentence) => console.log(sentence));
  process.exitCode = files.length > 100 && wrong.length === 0 ? 0 : 1;
}

judge(process.argv[2], process.argv[3]);
