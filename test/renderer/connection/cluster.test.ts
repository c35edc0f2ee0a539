import { beforeEach, describe, expect, it } from 'vitest';
import { serviceKey } from '../../../src-main/core/service/service-key';
import { ClusterState } from '../../../src-renderer/connection/cluster.svelte';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { Service } from '../../../src-main/core/service/service';
import { clusterProfile, service } from '../builders';
import { FakeOscar } from '../fake-api';

let oscar: FakeOscar;
let cluster: ClusterState;

beforeEach(() => {
  oscar = new FakeOscar();
  cluster = new ClusterState(oscar);
});

describe('opening the practice cluster', () => {
  it('lists its services and chooses none', async () => {
    await cluster.openPractice();
    expect(cluster.profile?.kind).toBe('practice');
    expect(cluster.services.map(({ name }) => name)).toEqual(['grayscale', 'cowsay']);
    expect(cluster.status).toBe('ready');
    expect(cluster.current).toBeUndefined();
  });

  it('tells why it could not', async () => {
    oscar.refuse('openPractice', { code: 'internal', reference: 'A1' });
    await cluster.openPractice();
    expect(cluster.profile).toBeUndefined();
    expect(cluster.status).toBe('failed');
    expect(cluster.error).toEqual({ code: 'internal', reference: 'A1' });
  });

  it('keeps the profile when only the list is missing, so that it can be asked for again', async () => {
    oscar.refuse('listServices', { code: 'service-busy', host: 'localhost' });
    await cluster.openPractice();
    expect(cluster.status).toBe('failed');
    oscar.allow('listServices');
    await cluster.listServices();
    expect(cluster.status).toBe('ready');
    expect(cluster.error).toBeUndefined();
  });
});

describe('choosing a service', () => {
  it('keeps the input of each', async () => {
    await cluster.openPractice();
    cluster.select('/cowsay');
    cluster.current?.editText('moo');
    cluster.select('/grayscale');
    expect(cluster.current?.draft).toEqual({ kind: 'none' });
    cluster.select('/cowsay');
    expect(cluster.current?.draft).toEqual({ kind: 'text', text: 'moo' });
  });

  it('tells two services of one name apart', async () => {
    oscar.services = [service('grayscale', { owner: 'anna' }), service('grayscale', { owner: 'ben' })];
    await cluster.openPractice();
    cluster.select(serviceKey(service('grayscale', { owner: 'ben' })));
    expect(cluster.current?.service.owner).toBe('ben');
    expect(cluster.currentKey).toBe('ben/grayscale');
  });

  it('stays with the last one when asked for one that is not there', async () => {
    await cluster.openPractice();
    cluster.select('/cowsay');
    cluster.select('/nothing');
    expect(cluster.current?.service.name).toBe('cowsay');
  });
});

describe('going from one cluster to another', () => {
  it('keeps what was done on each', async () => {
    await cluster.openPractice();
    cluster.select('/cowsay');
    cluster.current?.editText('moo');
    await cluster.open(clusterProfile('Field lab'));
    expect(cluster.current).toBeUndefined();
    cluster.select('/cowsay');
    expect(cluster.current?.draft).toEqual({ kind: 'none' });
    await cluster.openPractice();
    expect(cluster.current?.draft).toEqual({ kind: 'text', text: 'moo' });
  });

  it('chooses the only service by itself', async () => {
    oscar.services = [service('plants')];
    await cluster.open(clusterProfile('Field lab'));
    expect(cluster.currentKey).toBe('/plants');
  });

  it('takes no list that comes too late', async () => {
    let answerLate: (reply: Reply<readonly Service[]>) => void = () => undefined;
    const listServices = oscar.listServices;
    oscar.listServices = () => new Promise((resolve) => (answerLate = resolve));
    const first = cluster.open(clusterProfile('Slow'));
    oscar.listServices = listServices;
    await cluster.open(clusterProfile('Quick'));
    answerLate({ ok: true, value: [service('late')] });
    await first;
    expect(cluster.profile?.name).toBe('Quick');
    expect(cluster.services.map(({ name }) => name)).toEqual(['grayscale', 'cowsay']);
  });
});
