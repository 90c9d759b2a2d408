import type { Warning } from './warning';

export const accountNotCompared = (known: string, unknown: string, isInArn = false): Warning => ({
  id: 'accountNotCompared',
  message: `the account of ${known} is known, that of ${unknown} is not, and IAM attaches policies by name: ${isInArn
    ? 'if it is another account, this policy attaches to a role or user of the same name in the account of the stack; '
      + 'give the ARN a literal account'
    : 'deployed to another account, this policy would attach to a role or user of the same name there; '
      + 'give the stack an \'env\' with an account'}`,
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
  message: `only one of the two accounts is known, of the stack and of ${databases.join(', ')}, and IAM logins do not cross accounts: `
    + `if the other one is another account, this policy does not open it; give ${unknown} an 'env' with an account`,
});

export const inOneAccount = (problem: string): Warning => ({
  id: 'accountNotCompared',
  message: `the accounts of some stacks are unknown, and if they are one account: ${problem}; give each stack an 'env' with an account`,
});
