import { github } from 'projen';

/** By commit, because a tag can move. Beside each, the tag that it had; the other actions are pinned by projen itself. */
const COMMITS: { readonly [action: string]: string } = {
  'actions/attest': '1e69f48acb82d1966a394da916b4c1698aa569d6', // v4.2.2
  'actions/create-github-app-token': 'bcd2ba49218906704ab6c1aa796996da409d3eb1', // v3.2.0
  'actions/setup-dotnet': 'a98b56852c35b8e3190ac28c8c2271da59106c68', // v6.0.0
  'actions/setup-go': 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', // v7.0.0
  'actions/setup-java': 'dd06d9cba3e5552c54d9f8ea23572deb30010f7c', // v6.0.0
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/setup-python': '5fda3b95a4ea91299a34e894583c3862153e4b97', // v7.0.0
  'github/codeql-action/analyze': 'e4fba868fa4b1b91e1fdab776edc8cfbe6e9fb81', // v4.37.3
  'github/codeql-action/init': 'e4fba868fa4b1b91e1fdab776edc8cfbe6e9fb81', // v4.37.3
  'github/codeql-action/upload-sarif': 'e4fba868fa4b1b91e1fdab776edc8cfbe6e9fb81', // v4.37.3
  'ossf/scorecard-action': '2d1146689b8cda280b9bc96326124645441f03bc', // v2.4.4
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
};

/** Names every action by its commit, in all workflows. */
export function pinActions({ actions }: github.GitHub): void {
  Object.entries(COMMITS).forEach(([action, commit]) => actions.set(action, `${action}@${commit}`));
}
