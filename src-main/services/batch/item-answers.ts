import type { AnswerPart } from '../../core/answer/answer';
import type { StoredPart } from '../../core/answer/ports';
import { itemOfAnswerId } from '../../core/batch/answer-id';
import { AppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import { nameOf, withSlashes } from '../../core/ground/paths';
import type { AnswerOrigin, FinishedAnswer, FinishedAnswers, RepeatableRun } from '../result/finished-answers';
import type { BatchView, ItemInput } from './batch-view';
import type { OpenLists } from './open-lists';

/** Answers and inputs of the items of open lists, by the ids of `answerIdOf`. */
export class ItemAnswers implements FinishedAnswers {
  constructor(private readonly lists: Pick<OpenLists, 'get'>) {}

  /** Whether an id is that of an item. */
  has(id: InvocationId): boolean {
    return this.#find(id) !== undefined;
  }

  async find(id: InvocationId): Promise<FinishedAnswer> {
    const { view, index } = this.#item(id);
    const { relativePath } = view.item(index);
    const result = await view.resultOf(index);
    if (!result) throw new AppError({ code: 'result-gone' });
    return { serviceName: view.serviceName, inputName: nameOf(relativePath), result };
  }

  async locate(id: InvocationId, part: AnswerPart): Promise<StoredPart> {
    const { view, index } = this.#item(id);
    return view.locate(index, part);
  }

  async originOf(id: InvocationId): Promise<AnswerOrigin | undefined> {
    const { view, index } = this.#item(id);
    const { origin, relativePath, inputSha256, prepared, from, state } = view.item(index);
    if (!origin) return undefined;
    const { cluster: endpoint, name: serviceName } = origin.service;
    const durationMs = 'seconds' in state ? Math.round(state.seconds * 1000) : undefined;
    return {
      run: {
        ...{ endpoint, serviceName, durationMs, prepared },
        ...(from && { from: { service: from.service, input: nameOf(withSlashes(from.input)) } }),
      },
      input: {
        name: nameOf(relativePath),
        sizeBytes: origin.sizeBytes,
        ...(inputSha256 !== undefined && { sha256: inputSha256 }),
      },
    };
  }

  async repeatable(id: InvocationId): Promise<RepeatableRun> {
    const { view, index } = this.#item(id);
    const { origin, relativePath } = view.item(index);
    if (!origin) throw new AppError({ code: 'result-gone' });
    const { cluster: endpoint, name: serviceName, owner } = origin.service;
    const run = { endpoint, serviceName, ...(owner !== undefined && { owner }) };
    const made = await view.textOf(index);
    // The bytes of files are not in the text, so a command reads all of it from a file.
    if (made) return { run: { ...run, input: { kind: made.kind } }, ...(!made.hasFiles && { text: made.text }) };
    return { run: { ...run, input: { kind: 'file', name: nameOf(relativePath) } } };
  }

  /** Where an item's input is, and what it was when it was sent; `undefined` for an id that is no item's. */
  input(id: InvocationId): ItemInput | undefined {
    const item = this.#find(id);
    return item?.view.inputOf(item.index);
  }

  #item(id: InvocationId): { readonly view: BatchView; readonly index: number } {
    const item = this.#find(id);
    if (!item) throw new AppError({ code: 'result-gone' });
    return item;
  }

  #find(id: InvocationId): { readonly view: BatchView; readonly index: number } | undefined {
    const item = itemOfAnswerId(id);
    const view = item && this.lists.get(item.batchId)?.view;
    return view && { view, index: item.index };
  }
}
