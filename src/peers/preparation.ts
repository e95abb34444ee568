/** The target lacks something, or something could not be had: the check ends as a skip with this reason. */
export class Skip extends Error {
  override readonly name: string = 'Skip'
}

/** A step before the one under judgement failed. The check that judges that step will say what is wrong with it. */
export class PreparationFailed extends Skip {
  override readonly name = 'PreparationFailed'
  /**
   * @param step what was attempted, such as `fetch key packages of mimi://a.example/u/alice`
   * @param actual what came instead
   * @param judgedBy id of the check that judges this step
   */
  constructor(
    readonly step: string,
    readonly actual: string,
    readonly judgedBy: string,
  ) {
    super(`preparation failed: ${step}: ${actual}; judged by ${judgedBy}`)
  }
}
