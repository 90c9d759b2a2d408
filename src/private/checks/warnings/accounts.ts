import type { Warning } from './warning';

export const accountNotCompared = (known: string, unknown: string, isInArn = false): Warning => ({
  id: 'accountNotCompared',
  message: `the account of ${known} is known, but that of ${unknown} is not: if they differ, `
    + 'this policy attaches to whatever role or user has the same name in the account of the stack; '
    + `give ${isInArn ? 'the ARN a literal account' : 'the stack an \'env\' with an account'}`,
});

export const accountOfArnNotCompared = (role: string): Warning => ({
  id: 'accountNotCompared',
  message: `only the deployment knows the account in the ARN of ${role}, so nothing compares it with that of the databases and of the `
    + 'agent; give the ARN a literal account',
});

export const roleAccountNotCompared = (role: string, account: string): Warning => ({
  id: 'accountNotCompared',
  message: `the account of ${role} is not known, so this policy names a role of that name in ${account}; `
    + 'give the stack of the role an \'env\' with an account',
});

export const databaseAccountNotCompared = (databases: readonly string[], unknown: string): Warning => ({
  id: 'accountNotCompared',
  message: `the stack and ${databases.join(', ')} may be in different accounts, because the account of ${unknown} is not known, `
    + `and IAM logins do not cross accounts: this policy would not open them; give ${unknown} an 'env' with an account`,
});

export const inOneAccount = (problem: string): Warning => ({
  id: 'accountNotCompared',
  message: `the accounts of some stacks are unknown, and if they are one account: ${problem}; give each stack an 'env' with an account`,
});
