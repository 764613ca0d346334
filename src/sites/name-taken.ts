import { isUniqueViolation } from '../shared/database/dialect';
import { RuleViolation } from '../shared/kernel/rule-violation';

/** Runs a write whose unique name may be taken already; then the refusal stands beside the field. */
export async function unlessTaken<T>(
  work: () => Promise<T>,
  field: string,
  message: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error)) throw new RuleViolation('name_taken', message, field);
    throw error;
  }
}
