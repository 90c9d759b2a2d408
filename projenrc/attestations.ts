import { Component, github } from 'projen';

const { WRITE } = github.workflows.JobPermission;

/** The jobs that make and publish a package, and where each puts it. A Go module is a Git tag: Go's checksum database vouches for that. */
const PACKAGES = { release_npm: 'js', release_pypi: 'python', release_maven: 'java', release_nuget: 'dotnet' };
const WHEN = '${{ !inputs.dry_run }}';

/**
 * Each published package has an attestation of the commit and the workflow that made it, and GitHub's release holds both.
 * Each job attests what it makes, because each makes its package itself.
 */
export class Attestations extends Component {
  constructor(private readonly workflow: github.GithubWorkflow) {
    super(workflow.project);
  }

  /** The jobs of the workflow exist only now. */
  public preSynthesize(): void {
    Object.entries(PACKAGES).forEach(([job, folder]) => this.attest(job, folder));
    this.workflow.insertStepBefore('release_github', 'release', {
      id: 'published',
      if: WHEN,
      uses: github.ActionRefs.ACTIONS_DOWNLOAD_ARTIFACT,
      with: { 'pattern': 'published-*', 'path': 'published', 'merge-multiple': true },
    });
    // all of them while the release is created: GitHub can be told to let nobody change one later
    const { run } = this.workflow.getStep('release_github', 'release');
    this.workflow.patchStep('release_github', 'release', { run: `${run} $(find published -regex '.*\\.\\(tgz\\|tar\\.gz\\|whl\\|jar\\|nupkg\\|jsonl\\)')` });
  }

  private attest(id: string, folder: string): void {
    const job = this.workflow.getJob(id) as github.workflows.Job;
    this.workflow.updateJob(id, { ...job, permissions: { ...job.permissions, idToken: WRITE, attestations: WRITE } });
    this.workflow.insertStepBefore(id, 'release', { id: 'attest', if: WHEN, uses: 'actions/attest', with: { 'subject-path': `dist/${folder}/**` } });
    // only now: publib signs and uploads to PyPI everything that lies in the folder
    this.workflow.appendStep(id, {
      id: 'bundle',
      if: WHEN,
      env: { BUNDLE: '${{ steps.attest.outputs.bundle-path }}' },
      run: `cp "$BUNDLE" dist/${folder}/${folder}.intoto.jsonl`,
    });
    this.workflow.appendStep(id, {
      id: 'keep',
      if: WHEN,
      uses: github.ActionRefs.ACTIONS_UPLOAD_ARTIFACT,
      with: { name: `published-${folder}`, path: `dist/${folder}` },
    });
  }
}
