// The window shows and compares limits of answers by the same rules as runs use.
export { areSameLimits, settingsOf, usualLimits, type AnswerLimits } from '../core/run/limits';
