/** A refusal that the reader can act on. Anything else that is thrown is a bug. */
export class RuleViolation extends Error {
  /**
   * @param code stable name for programs, e.g. `time_clash`
   * @param message a Chinese sentence that says what to do
   * @param field the form field it belongs to, when there is one
   */
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'RuleViolation';
  }
}
