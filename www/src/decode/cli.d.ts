// The command line's list of steps.

declare module "*/cli/steps.js" {
  export interface Step {
    title: string;
    step: string;
    /** The algorithm's anchor. */
    spec: string;
    state: "passed" | "failed" | "not-reached";
  }

  export function stepsOf(error: { step: string; message: string }): Step[];
}
