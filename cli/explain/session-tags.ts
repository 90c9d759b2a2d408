import { Denial } from './denial';

const OFF = 'Set `disableSessionTags: true` on its Pod Identity association (`DisableSessionTags` in CloudFormation), and do not '
  + 'allow them.';
const OF_POD_IDENTITY = 'The name of the session starts with `eks-`: EKS Pod Identity tags the agent\'s session, and its tags go on to '
  + `every role that the agent assumes. ${OFF}`;
const OF_TELEPORT = 'Only if the database has `session_tags` in Teleport (under `aws`), these are refused: then give exactly them to the '
  + 'assumed role as `sessionTags`.';
const EITHER = 'Session tags have one of two causes. Teleport sends them if the database has `session_tags` (under `aws`): give exactly '
  + 'them to the assumed role as `sessionTags`. And EKS Pod Identity tags the session of an agent that runs there, whose tags go on to '
  + `every role that it assumes. ${OFF}`;

/** Whether EKS Pod Identity started the session: it names each after its cluster and pod. */
export const isOfPodIdentity = ({ principal = '' }: Denial): boolean => /:assumed-role\/[^/]+\/eks-/.test(principal);

/** Where refused session tags come from: declaring tags that nobody wants to send does not help, and sends them. */
export function onSessionTags(denial: Denial): string[] {
  return denial.explicit ? [] : isOfPodIdentity(denial) ? [OF_POD_IDENTITY, OF_TELEPORT] : [EITHER];
}
