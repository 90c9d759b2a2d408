import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatabaseType, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';

/** Your Teleport cluster. */
const PROXY_SERVER = 'example.teleport.sh:443';
/** What the join token is called. No secret: it admits the role of the pods, which AWS vouches for, and nobody else. */
const JOIN_TOKEN = 'database-agent';
const NAMESPACE = 'teleport';
const SERVICE_ACCOUNT = 'teleport-agent';

/** Your EKS cluster, and what CDK needs to run Helm in it: outputs of the stack that defines it. */
export interface ClusterProps extends StackProps {
  readonly clusterName: string;
  /** The function that runs kubectl and Helm, and its role. */
  readonly kubectlFunctionArn: string;
  readonly kubectlHandlerRoleArn: string;
  readonly kubectlRoleArn: string;
}

/** A Teleport agent in an EKS cluster, by Teleport's Helm chart; how its pods get their role is up to a subclass. */
abstract class TeleportOnEks extends Stack {
  protected readonly cluster: eks.ICluster;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id, props);
    this.cluster = eks.Cluster.fromClusterAttributes(this, 'Cluster', {
      clusterName: props.clusterName,
      kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(this, 'Kubectl', {
        functionArn: props.kubectlFunctionArn,
        kubectlRoleArn: props.kubectlRoleArn,
        handlerRole: iam.Role.fromRoleArn(this, 'KubectlHandler', props.kubectlHandlerRoleArn),
      }),
    });
  }

  protected runAgent(role: iam.Role, podIdentity: boolean): eks.HelmChart {
    // One declaration: what the pods may do ...
    const access = new TeleportDatabaseAccess(this, 'Teleport', {
      target: role,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databaseTags: { 'teleport-env': ['prod'] },
      databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });

    // ... and what Teleport needs to know.
    const teleport = new TeleportAgentConfiguration({ policies: [access] });
    const values = teleport.helmValues({
      proxyServer: PROXY_SERVER, joinTokenName: JOIN_TOKEN, enterprise: true, serviceAccountName: SERVICE_ACCOUNT, podIdentity,
    });
    // For `tctl create`: who may join, and who may log in to what.
    new CfnOutput(this, 'JoinToken', { value: teleport.joinToken({ name: JOIN_TOKEN }).toYaml() });
    new CfnOutput(this, 'Reader', { value: teleport.role({ name: 'prod-reader', databaseNames: ['*'] }).toYaml() });

    return this.cluster.addHelmChart('Agent', {
      repository: 'https://charts.releases.teleport.dev',
      chart: 'teleport-kube-agent',
      version: '18.8.2', // the version of your Teleport cluster
      namespace: NAMESPACE,
      values: values.content,
    });
  }
}

/** The agent gets its role by an EKS Pod Identity association. */
export class TeleportWithPodIdentity extends TeleportOnEks {
  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id, props);

    // Pod Identity sends session tags, which tell the pod. They go on to roles that the agent assumes and that do not expect them: an agent that assumes
    // roles has 'disableSessionTags' on its association, and 'aws:SourceAccount' and 'aws:SourceArn' in the place of these conditions.
    const pods = new iam.ServicePrincipal('pods.eks.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:RequestTag/kubernetes-namespace': NAMESPACE, 'aws:RequestTag/kubernetes-service-account': SERVICE_ACCOUNT },
        ArnEquals: { 'aws:RequestTag/eks-cluster-arn': this.cluster.clusterArn },
      },
    });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.SessionTagsPrincipal(pods) });
    const association = new eks.CfnPodIdentityAssociation(this, 'Association', {
      clusterName: this.cluster.clusterName, namespace: NAMESPACE, serviceAccount: SERVICE_ACCOUNT, roleArn: role.roleArn,
    });
    this.runAgent(role, true).node.addDependency(association); // pods that start earlier have no role
  }
}

/** The agent gets its role by the annotation of its service account (IAM roles for service accounts). */
export class TeleportWithIrsa extends TeleportOnEks {
  constructor(scope: Construct, id: string, props: ClusterProps & { readonly oidcProviderArn: string }) {
    super(scope, id, props);

    const issuer = props.oidcProviderArn.split(':oidc-provider/')[1];
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.WebIdentityPrincipal(props.oidcProviderArn, {
        StringEquals: { [`${issuer}:sub`]: `system:serviceaccount:${NAMESPACE}:${SERVICE_ACCOUNT}`, [`${issuer}:aud`]: 'sts.amazonaws.com' },
      }),
    });
    this.runAgent(role, false);
  }
}

const app = new App();
const cluster: ClusterProps = {
  env: { account: '123456789012', region: 'eu-west-1' },
  clusterName: 'prod',
  kubectlFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:kubectl',
  kubectlHandlerRoleArn: 'arn:aws:iam::123456789012:role/kubectl-handler',
  kubectlRoleArn: 'arn:aws:iam::123456789012:role/kubectl',
};
new TeleportWithPodIdentity(app, 'TeleportWithPodIdentity', cluster);
new TeleportWithIrsa(app, 'TeleportWithIrsa', {
  ...cluster, oidcProviderArn: 'arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
});
app.synth();
