import { Aws, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { follows } from '../private/checks/check-names';
import { invalid } from '../private/checks/invalid';
import { OIDC } from '../private/configuration/oidc';
import { RULES_OF_TELEPORT } from '../private/configuration/text-rules';

const { webHost: RULE } = RULES_OF_TELEPORT;

/**
 * A Teleport cluster as the principal of the role that its Discovery Service uses through an AWS OIDC integration. Teleport Cloud has no
 * AWS credentials of its own and discovers this way.
 *
 * The account of the role needs an IAM OIDC provider for the cluster: the URL is `https://` and the same host, the client ID
 * `discover.teleport`.
 *
 * @see https://goteleport.com/docs/enroll-resources/application-access/cloud-apis/awsoidc-integration/
 *
 * @example
 * const discoveryRole = new iam.Role(this, 'Discovery', { assumedBy: new TeleportOidcPrincipal('example.teleport.sh') });
 */
export class TeleportOidcPrincipal extends iam.WebIdentityPrincipal {
  private readonly fragment: () => iam.PrincipalPolicyFragment;

  /**
   * @param webHost the host of the cluster's web address, such as `example.teleport.sh`, in lower case, without protocol, port and path.
   *   Throws for a token, because IAM needs the host in the name of a condition.
   */
  constructor(webHost: string) {
    const provider = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:oidc-provider/${checkHost(webHost)}`;
    const conditions = () => ({ StringEquals: { [`${webHost}:aud`]: OIDC.audience } });
    super(provider, conditions());
    this.fragment = () => new iam.PrincipalPolicyFragment({ Federated: [provider] }, conditions());
  }

  /** What was checked, made anew for each statement: the properties of CDK's class may be changed. */
  public get policyFragment(): iam.PrincipalPolicyFragment {
    return this.fragment();
  }
}

function checkHost(webHost: string): string {
  if (Token.isUnresolved(webHost) || !follows(RULE, webHost)) {
    throw invalid('webHost', `be ${RULE.shape}`, webHost);
  }
  return webHost;
}
