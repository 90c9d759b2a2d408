import { Component, github } from 'projen';

/** A job that names no permissions may only read, and no checkout leaves its token in `.git/config` for later steps. */
export class LeastPrivilege extends Component {
  constructor(private readonly repository: github.GitHub) {
    super(repository.project);
  }

  /** All workflows exist only now. */
  public preSynthesize(): void {
    for (const workflow of this.repository.workflows) {
      workflow.file?.addOverride('permissions', { contents: 'read' });
      for (const [id, job] of Object.entries(workflow.jobs)) {
        if ('steps' in job) {
          workflow.updateJob(id, { ...job, steps: stepsOf(job).map(withoutToken) });
        }
      }
    }
  }
}

/** Those of the build job come from a function, although the type knows only lists. */
function stepsOf({ steps }: github.workflows.Job): github.workflows.JobStep[] {
  return typeof steps === 'function' ? (steps as () => github.workflows.JobStep[])() : steps;
}

function withoutToken(step: github.workflows.JobStep): github.workflows.JobStep {
  return step.uses === github.ActionRefs.ACTIONS_CHECKOUT ? { ...step, with: { ...step.with, 'persist-credentials': false } } : step;
}
