import type { Oscar } from '../../src-renderer/api';
import { FakeMove } from './fakes/move';

/**
 * The main process as a test wants it: every answer is set beforehand, every call is kept. The fake of each room extends that
 * of another, so that a test sees one object, as the page does.
 */
export class FakeOscar extends FakeMove implements Oscar {}
