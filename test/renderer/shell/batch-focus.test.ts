import { beforeEach, describe, expect, it } from 'vitest';
import { createAppState, type AppState } from '../../../src-renderer/shell/context';
import { batchOverview, clusterProfile, service } from '../builders';
import { FakeOscar } from '../fake-api';

describe('BatchFocus', () => {
  let oscar: FakeOscar;
  let app: AppState;

  beforeEach(async () => {
    oscar = new FakeOscar();
    oscar.profiles = [clusterProfile('lab'), clusterProfile('field')];
    oscar.services = [service('plants', { owner: 'ana' }), service('plants', { owner: 'eva' }), service('cow')];
    app = createAppState(oscar);
    await app.profiles.load();
  });

  it('has nothing to show without a batch', async () => {
    await app.batchFocus.show();
    expect(app.batchFocus.isOutOfSight).toBe(false);
    expect(app.batch.isShown).toBe(false);
  });

  it('brings back the connection and the service of the batch, out of the history', async () => {
    oscar.tellBatch(batchOverview({ profileId: 'profile-field', serviceName: 'plants', owner: 'eva' }));
    await app.history.open();
    expect(app.batchFocus.isOutOfSight).toBe(true);
    await app.batchFocus.show();
    expect(app.cluster.profile?.id).toBe('profile-field');
    expect(app.cluster.current?.service).toMatchObject({ name: 'plants', owner: 'eva' });
    expect(app.history.isOpen).toBe(false);
    expect(app.batchFocus.isOutOfSight).toBe(false);
  });

  it('goes to the practice cluster with a connection that is not in the list', async () => {
    oscar.tellBatch(batchOverview({ profileId: 'practice', serviceName: 'cow' }));
    await app.batchFocus.show();
    expect(app.cluster.profile?.kind).toBe('practice');
    expect(app.cluster.current?.service.name).toBe('cow');
  });

  it('does not list the services again where the connection is open', async () => {
    oscar.tellBatch(batchOverview({ profileId: 'profile-lab', serviceName: 'gone' }));
    await app.batchFocus.show();
    await app.batchFocus.show();
    expect(oscar.listedProfiles).toEqual(['profile-lab']);
    expect(app.cluster.current).toBeUndefined();
    expect(app.batch.isShown).toBe(true);
  });
});
