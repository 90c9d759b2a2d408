import { github } from 'projen';

const { READ, WRITE } = github.workflows.JobPermission;
const MONDAY = '17 5 * * 1';

/** CodeQL reads the code, and the workflows, for what an attacker could use. */
export function addCodeQl(project: github.GitHub): void {
  const workflow = project.addWorkflow('codeql');
  workflow.on({ push: { branches: ['main'] }, pullRequest: {}, schedule: [{ cron: MONDAY }] });
  workflow.addJob('analyze', {
    name: 'Analyze ${{ matrix.language }}',
    runsOn: ['ubuntu-latest'],
    permissions: { actions: READ, contents: READ, securityEvents: WRITE },
    strategy: { failFast: false, matrix: { domain: { language: ['javascript-typescript', 'actions'] } } },
    steps: [
      github.WorkflowSteps.checkout(),
      { name: 'Initialize CodeQL', uses: 'github/codeql-action/init', with: { 'languages': '${{ matrix.language }}', 'build-mode': 'none' } },
      { name: 'Analyze', uses: 'github/codeql-action/analyze', with: { category: '/language:${{ matrix.language }}' } },
    ],
  });
}

/** OpenSSF Scorecard rates how the project guards its supply chain, in public. */
export function addScorecard(project: github.GitHub): void {
  const workflow = project.addWorkflow('scorecard');
  workflow.on({ branchProtectionRule: {}, push: { branches: ['main'] }, schedule: [{ cron: MONDAY }] });
  workflow.addJob('analyze', {
    name: 'Rate the supply chain',
    runsOn: ['ubuntu-latest'],
    permissions: { actions: READ, contents: READ, securityEvents: WRITE, idToken: WRITE },
    steps: [
      github.WorkflowSteps.checkout(),
      { name: 'Run Scorecard', uses: 'ossf/scorecard-action', with: { results_file: 'results.sarif', results_format: 'sarif', publish_results: true } },
      { name: 'Upload to code scanning', uses: 'github/codeql-action/upload-sarif', with: { sarif_file: 'results.sarif' } },
    ],
  });
}
